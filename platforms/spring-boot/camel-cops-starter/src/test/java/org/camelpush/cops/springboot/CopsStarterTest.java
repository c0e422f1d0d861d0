package org.camelpush.cops.springboot;

import org.camelpush.cops.CopsComponent;
import org.camelpush.springboot.StarterContract;

class CopsStarterTest extends StarterContract {

    CopsStarterTest() {
        super("cops", CopsComponent.class);
    }
}
