package org.camelpush.imapidle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a source gave, completed by the endpoint's options and checked.
 *
 * @param accounts complete, with one folder each
 * @param ids of those
 * @param refused ids of entries that cannot be used: a mailbox of that name that is watched stays as it is
 * @param problems what is wrong with the others, in words
 */
record MailboxEntries(
        Map<MailboxName, MailboxAccount> accounts, Set<String> ids, Set<String> refused, List<String> problems) {

    /** So many are taken, folders counted; what a source gives beyond that is left out. */
    static final int MAX_MAILBOXES = 100_000;

    private static final int MAX_PORT = 65_535;

    static MailboxEntries of(Collection<MailboxAccount> given, ImapIdleConfiguration defaults) {
        MailboxEntries entries =
                new MailboxEntries(new LinkedHashMap<>(), new HashSet<>(), new HashSet<>(), new ArrayList<>());
        int number = 0;
        for (MailboxAccount each : given) {
            number++;
            if (entries.accounts.size() >= MAX_MAILBOXES) {
                entries.problems.add("entries from " + number + " on: there are more than " + MAX_MAILBOXES);
                break;
            }
            entries.add(number, each, defaults);
        }
        return entries;
    }

    private void add(int number, MailboxAccount given, ImapIdleConfiguration defaults) {
        if (given == null || given.id() == null || given.id().isBlank()) {
            problems.add("entry " + number + ": it has no id");
            return;
        }
        MailboxAccount account = complete(given, defaults);
        String problem = problem(account, defaults);
        if (problem != null) {
            refused.add(account.id());
            problems.add("entry " + number + " (" + printable(account.id()) + "): " + printable(problem));
        } else if (ids.add(account.id())) {
            account.byFolder().forEach(each -> accounts.put(each.name(), each));
        } else {
            problems.add("entry " + number + " (" + printable(account.id()) + "): another one before has this id");
        }
    }

    private static MailboxAccount complete(MailboxAccount given, ImapIdleConfiguration defaults) {
        boolean ownSecret = given.password() != null || given.authenticator() != null;
        String user = defaults.getUsername() == null ? given.id() : defaults.getUsername();
        return new MailboxAccount(
                given.id(),
                given.host() == null ? defaults.getHost() : given.host(),
                given.port() == 0 ? defaults.getPort() : given.port(),
                given.username() == null ? user : given.username(),
                ownSecret ? given.password() : defaults.getPassword(),
                ownSecret ? given.authenticator() : defaults.getAuthenticator(),
                given.folder() == null ? defaults.getFolders() : given.folder(),
                given.searchTerm() == null ? defaults.getSearchTerm() : given.searchTerm());
    }

    private static String problem(MailboxAccount account, ImapIdleConfiguration options) {
        if (isNoName(account.id()) || isNoName(account.host())) {
            return "its " + (isNoName(account.host()) ? "host" : "id") + " is blank or has control characters";
        }
        if (account.port() < 1 || account.port() > MAX_PORT) {
            return "its port is " + account.port() + "; it must be 1 to " + MAX_PORT;
        }
        if (account.username().isBlank()) {
            return "its username is blank";
        }
        return Stream.of(
                        folderProblem(account, options),
                        secretProblem(account, options.getOauthProfile() != null),
                        searchProblem(account))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String folderProblem(MailboxAccount account, ImapIdleConfiguration options) {
        try {
            FolderNames.check(account.folder(), options);
            return null;
        } catch (IllegalArgumentException bad) {
            return "its folder has " + bad.getMessage();
        }
    }

    private static String searchProblem(MailboxAccount account) {
        try {
            if (account.searchTerm() != null) {
                ImapIdleOptions.searchKey(account.searchTerm());
            }
            return null;
        } catch (IllegalArgumentException inexpressible) {
            return "its searchTerm holds " + inexpressible.getMessage();
        }
    }

    private static String secretProblem(MailboxAccount account, boolean token) {
        boolean none = account.password() == null && account.authenticator() == null;
        if (token) {
            return none ? null : "it has a password or an authenticator, but the endpoint's oauthProfile gives a token";
        }
        if (none) {
            return "it has neither a password nor an authenticator";
        }
        return account.password() != null && account.authenticator() != null
                ? "it has a password and an authenticator; one of the two gives the password"
                : null;
    }

    private static boolean isNoName(String value) {
        return value.isBlank() || value.chars().anyMatch(Character::isISOControl);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
