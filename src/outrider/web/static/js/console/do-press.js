/** One press on a mission from this desk: at once, or by its dialog. */

import { pressMission } from "../lib/press-dialogs.js";
import { live, openDialog } from "./state.js";

export const doPress = (mission, press) =>
  pressMission({
    mission,
    press,
    live,
    openDialog: () => openDialog("press", { missionId: mission.id, press }),
  });
