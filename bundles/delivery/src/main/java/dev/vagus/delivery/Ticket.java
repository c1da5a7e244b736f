package dev.vagus.delivery;

/**
 * What an item gets that found no room at once.
 *
 * @param permit the number of its permit, at which it is stored; {@link Room#NONE} when it is not queued
 */
record Ticket(Offer offer, long permit) {
    static final Ticket DROPPED_NEWEST = refused(Offer.DROPPED_NEWEST);

    static Ticket refused(Offer offer) {
        return new Ticket(offer, Room.NONE);
    }
}
