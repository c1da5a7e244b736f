package dev.vagus.delivery.file;

/** Whom a file is for. */
public enum Readers {
    /** Whoever the rights of new files let read it. It holds no secret. */
    EVERYBODY,
    /** Its owner only, where the file system can say so; elsewhere a warning tells that it cannot. It holds no secret. */
    OWNER_WHERE_POSSIBLE,
    /** Its owner only: it holds secrets, and is not written where the file system cannot keep others from reading it. */
    OWNER
}
