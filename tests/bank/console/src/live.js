// Keeps the page up to date: waits for the bank's next revision, and hands it on.
import { useEffect, useState } from "preact/hooks";
import { changes } from "./api.js";

/** How long to leave an unreachable bank alone. */
const AGAIN_MS = 1000;

/** The bank's revision, and whether it answers. `onEnd` is called when it asks for the password, or the tenant is gone. */
export function useRevision(onEnd) {
  const [live, setLive] = useState({ revision: 0, reachable: true });
  useEffect(() => {
    let over = false;
    let after = 0;
    let timer;
    const next = async () => {
      try {
        const { revision } = await changes(after);
        if (over) return;
        after = revision;
        setLive((was) => (was.reachable && was.revision === revision ? was : { revision, reachable: true }));
        next();
      } catch (refusal) {
        if (over) return;
        if (refusal.status === 401 || refusal.code === "unknown_tenant") return onEnd(refusal);
        // A bank that was started again counts from the beginning.
        after = 0;
        setLive((was) => ({ ...was, reachable: false }));
        timer = setTimeout(next, AGAIN_MS);
      }
    };
    next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return live;
}
