"""Home Assistant on 127.0.0.1 alone: whatever is set, it would look for devices in every network of the machine. Takes its arguments."""
import sys

import zeroconf

make = zeroconf.Zeroconf.__init__


def make_at_home(self, *ignored, **also_ignored):
    make(self, interfaces=["127.0.0.1"], ip_version=zeroconf.IPVersion.V4Only, unicast=True)


zeroconf.Zeroconf.__init__ = make_at_home

from homeassistant.__main__ import main  # after that, since it may make one at once

sys.exit(main())
