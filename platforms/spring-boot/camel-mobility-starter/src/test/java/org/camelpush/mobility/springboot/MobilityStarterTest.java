package org.camelpush.mobility.springboot;

import org.camelpush.mobility.MobilityComponent;
import org.camelpush.springboot.StarterContract;

class MobilityStarterTest extends StarterContract {

    MobilityStarterTest() {
        super("mobility", MobilityComponent.class);
    }
}
