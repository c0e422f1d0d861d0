package org.camelpush.imapidle.session.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.SubjectTerm;

import org.camelpush.imapidle.protocol.Download;
import org.camelpush.imapidle.protocol.SearchKey;
import org.camelpush.imapidle.protocol.SearchKeys;
import org.camelpush.imapidle.session.Selection;

/** Which mails a schedule's user wants, and how much of them: as the session is told, and as a server understands it. */
final class Wish {

    private static final SearchKey ASCII = SearchKeys.of(new SubjectTerm("the \"boss\""));
    private static final String ASCII_HEARD = "SUBJECT \"the \\\"boss\\\"\"";
    private static final SearchKey WIDE =
            SearchKeys.of(new AndTerm(new SubjectTerm("gr\u00f6\u00dfer ("), new FromStringTerm("\u53f0\u5317 {3}")));
    private static final String WIDE_HEARD =
            "SUBJECT \"" + octets("gr\u00f6\u00dfer (") + "\" FROM \"" + octets("\u53f0\u5317 {3}") + '"';

    final Selection selection;
    /** The key as the server reads it, each literal as a quoted string; null where every mail is wanted. */
    final String heard;

    private Wish(SearchKey key, String heard, Download download, long maxDownloadSize) {
        selection = new Selection(key == null ? null : () -> key, download, maxDownloadSize);
        this.heard = heard;
    }

    static Wish any(Chance chance) {
        SearchKey key = chance.in(0.6) ? null : chance.oneOf(ASCII, WIDE);
        String heard = key == null ? null : key == ASCII ? ASCII_HEARD : WIDE_HEARD;
        Download download = chance.oneOf(Download.FULL, Download.FULL, Download.FULL, Download.HEADERS, Download.NONE);
        boolean bySize = download == Download.FULL && chance.in(0.4);
        return new Wish(key, heard, download, bySize ? chance.between(0, 120) : -1);
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    boolean isSearched() {
        return heard != null;
    }

    /** True when a key with characters beyond ASCII must announce its charset. */
    boolean isWide() {
        return WIDE_HEARD.equals(heard);
    }

    /** How much of this mail has to come. */
    Download of(ModelMail mail) {
        boolean large = selection.maxDownloadSize() >= 0 && mail.content.length() > selection.maxDownloadSize();
        return large ? Download.HEADERS : selection.download();
    }

    /** The items that a FETCH of this asks for, or those alone that go in an exchange's headers. */
    static Download asked(List<String> items) {
        if (items.contains("BODY.PEEK[]")) {
            return Download.FULL;
        }
        return items.contains("BODY.PEEK[HEADER]") ? Download.HEADERS : Download.NONE;
    }

    /** What of a mail comes with this. */
    static String content(ModelMail mail, Download download) {
        return switch (download) {
            case FULL -> mail.content;
            case HEADERS -> mail.header();
            case NONE -> "";
        };
    }
}
