package org.camelpush.imapidle.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

import org.camelpush.testkit.TestCertificates;

/** The folder a test Dovecot lives in, and its configuration there. */
final class DovecotConfig {

    private final Path folder;
    private final int clientsPerProcess;
    private final String mailUser;
    private final String mailGroup;
    private final boolean root = System.getProperty("user.name").equals("root");

    /** Makes the folder; its path is short because Unix sockets below it allow some 100 characters. */
    DovecotConfig(int clientsPerProcess) throws IOException {
        this.clientsPerProcess = clientsPerProcess;
        folder = Files.createTempDirectory(Path.of("/tmp"), "dovecot");
        // Dovecot refuses to keep mail as root
        mailUser = root ? "mail" : System.getProperty("user.name");
        mailGroup = root
                ? "mail"
                : Files.readAttributes(folder, PosixFileAttributes.class)
                        .group()
                        .getName();
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return folder.resolve("dovecot.conf");
    }

    Path log() {
        return folder.resolve("dovecot.log");
    }

    Path pidFile() {
        return folder.resolve("run/master.pid");
    }

    /** The homes of all users. */
    Path mails() {
        return folder.resolve("mail");
    }

    Path maildir(String user) {
        return mails().resolve(user).resolve("Maildir");
    }

    /** The user the mails belong to. */
    String mailUser() {
        return mailUser;
    }

    void write(int port, int tlsPort, String password, TestCertificates certificates)
            throws IOException, GeneralSecurityException {
        certificates.writePem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        Files.createDirectories(mails());
        Files.createDirectories(folder.resolve("run"));
        // the services that talk to strangers run as others, and must get in here
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        tokens();
        Files.writeString(
                file(),
                String.join("\n", base(), rootless(), tls(), accounts(password), listeners(port, tlsPort), limits()));
    }

    private String base() {
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap
                mail_plugins = zlib
                protocol imap {
                  mail_plugins = zlib imap_zlib
                }
                listen = 127.0.0.1
                # a test is a stranger that logs in thousands of times
                mail_max_userip_connections = 100000
                auth_failure_delay = 0
                disable_plaintext_auth = no
                auth_mechanisms = plain login xoauth2 oauthbearer
                mailbox_idle_check_interval = 1 secs
                imap_idle_notify_interval = 2 mins
                """.formatted(folder);
    }

    /** Without root nobody can change user or root directory, so the services stay who they are. */
    private String rootless() {
        return root ? "" : """
                default_internal_user = %1$s
                default_internal_group = %2$s
                default_login_user = %1$s
                service imap-login {
                  chroot =
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                """.formatted(mailUser, mailGroup);
    }

    private String tls() {
        return """
                ssl = yes
                ssl_cert = <%1$s/certificate.pem
                ssl_key = <%1$s/key.pem
                """.formatted(folder);
    }

    private String accounts(String password) {
        return """
                first_valid_uid = 1
                first_valid_gid = 1
                mail_location = maildir:~/Maildir
                namespace inbox {
                  inbox = yes
                  separator = /
                }
                passdb {
                  driver = static
                  args = password=%s
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %s/oauth2.conf
                }
                userdb {
                  driver = static
                  args = uid=%s gid=%s home=%s/mail/%%u
                }
                """.formatted(password, folder, mailUser, mailGroup, folder);
    }

    /** Access tokens are JWTs signed by a key of ours, and checked by the server itself. */
    private void tokens() throws IOException {
        Path keys = Files.createDirectories(folder.resolve("keys/default/HS256"));
        Files.write(keys.resolve("default"), Base64.getEncoder().encode(TokenSigner.KEY));
        Files.writeString(folder.resolve("oauth2.conf"), """
                introspection_mode = local
                local_validation_key_dict = fs:posix:prefix=%s/keys/
                username_attribute = sub
                issuers = camel-push
                openid_configuration_url = https://issuer.example.com/
                """.formatted(folder));
    }

    private static String listeners(int port, int tlsPort) {
        return """
                service imap-login {
                  inet_listener imap {
                    port = %d
                  }
                  inet_listener imaps {
                    port = %d
                    ssl = yes
                  }
                  # one process for all logins, not one each
                  service_count = 0
                  client_limit = 16000
                  vsz_limit = 1G
                }
                """.formatted(port, tlsPort);
    }

    private String limits() {
        return String.join(
                "\n",
                List.of(
                        "default_vsz_limit = 1G",
                        "service imap {\n  process_limit = 16000\n  service_count = 0",
                        "  client_limit = " + clientsPerProcess + "\n}",
                        "service auth {\n  client_limit = 17000\n}",
                        "service anvil {\n  client_limit = 17000\n",
                        // no delay after wrong passwords from one address
                        "  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}",
                        ""));
    }
}
