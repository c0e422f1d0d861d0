package org.camelpush.mobility;

/** What a consumer hears of. */
enum EventKind {
    BEARERS,
    MIGRATIONS,
    /** Who takes these is the policy. */
    QUESTIONS
}
