package org.camelpush.mobility.policy;

/**
 * What a session is at.
 *
 * @param operation in a word, such as {@code idle} or {@code fetch}
 * @param done messages of it that are done
 * @param total messages of it, or 0 where that is not known
 * @param pendingBytes what it still has to transfer, or 0 where that is not known
 */
public record SessionProgress(String operation, long done, long total, long pendingBytes) {

    public static final SessionProgress IDLE = new SessionProgress("idle", 0, 0, 0);
}
