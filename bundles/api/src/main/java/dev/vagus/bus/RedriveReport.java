package dev.vagus.bus;

/**
 * What became of several dead letters that were to be redriven.
 *
 * @param queued how many are queued for their subscriptions
 * @param noSubscription how many stay because their subscription is not there
 * @param noRoom how many stay because their subscription's mailbox has no room
 */
public record RedriveReport(int queued, int noSubscription, int noRoom) {}
