package org.camelpush.mobility.session;

import java.util.List;
import java.util.Optional;

import org.camelpush.mobility.bearer.Bearer;

/** The profiles of a session; the first that is for a bearer counts. */
public record BearerProfiles(List<BearerProfile> all) {

    /** Nothing is other than usual anywhere. */
    public static final BearerProfiles NONE = new BearerProfiles(List.of());

    /** Further profiles are refused. */
    public static final int MAX_PROFILES = 64;

    public BearerProfiles {
        all = List.copyOf(all);
        if (all.size() > MAX_PROFILES) {
            throw new IllegalArgumentException("There are more than " + MAX_PROFILES + " profiles");
        }
        all.forEach(profile -> {
            if (profile.getBearers() == null) {
                throw new IllegalArgumentException("A profile does not say for which bearers it is: set bearers");
            }
        });
    }

    /** Nothing for no bearer. */
    public Optional<BearerProfile> of(Bearer bearer) {
        return bearer == null ? Optional.empty() : first(bearer);
    }

    private Optional<BearerProfile> first(Bearer bearer) {
        return all.stream().filter(profile -> profile.isFor(bearer)).findFirst();
    }

    /** @throws IllegalArgumentException says what one has that sessions of that kind cannot do */
    public void allowServerAndLoginOnly(String kind) {
        all.forEach(each -> each.allowServerAndLoginOnly(kind));
    }
}
