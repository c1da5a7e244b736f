package dev.vagus.bus.internal.engine;

import dev.vagus.spi.FlowContext;

/**
 * The sending of a message that is past.
 *
 * @param id the bits of the message's id
 * @param timestamp when it was, in milliseconds since 1970
 * @param source the module that sent it
 * @param life how long the message may wait
 * @param flow what it takes along
 */
record Sending(long id, long timestamp, String source, Life life, FlowContext flow) {}
