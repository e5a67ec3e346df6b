import { DAX_519, GUP_519, V61, V72, V510, V612 } from './fact.ts';
import type { FactId } from './facts.ts';

/**
 * The same line in other releases that were read: same file, same function, same text. For a step of a design whose releases a fact was not read in.
 * `lab/facts` looks each of them up.
 */
export const also: Partial<Record<FactId, Readonly<Record<string, number>>>> = {
  'fault-locks': { [V61]: 709, [V612]: 730 },
  'fault-unlocks': { [V61]: 731, [V612]: 752 },
  'fault-entry-5.19': { [V510]: 1293, [V61]: 1688, [V612]: 1741, [V72]: 1931 },
  'zap-6.1': { [V510]: 608 },
  'zap-flush-7.2': { [V510]: 1353, [V61]: 1521, [V612]: 1685 },
  'zap-put-7.2': { [V612]: 956 },
  'scan-unmapped-6.1': { [DAX_519]: 606, [V510]: 607 },
  'fork-6.1': { [V510]: 573 },
  'fork-copy-6.1': { [V510]: 876 },
  'fork-runs-7.2': { [V510]: 2539, [V61]: 2804, [V612]: 2864 },
  'gup-fast-6.1': { [V510]: 2162 },
  'gup-slow-6.1': { [V510]: 452 },
  'gup-slow-lock-6.1': { [GUP_519]: 2165, [V510]: 2028 },
  'gup-slow-unlock-6.1': { [GUP_519]: 2169, [V510]: 2032 },
  'gup-pgmap-get-6.1': { [GUP_519]: 2252, [V510]: 2189 },
  'gup-grab-6.1': { [GUP_519]: 123 },
  'gup-recheck-6.1': { [V510]: 2204 },
  'gup-pgmap-put-6.1': { [GUP_519]: 2304, [V510]: 2235 },
  'gup-slow-pgmap-put-6.1': { [V510]: 1148 },
  'scan-6.1': { [V510]: 379 },
  'scan-two-reads-7.2': { [V510]: 379, [V61]: 410, [V612]: 402 },
  'trunc-6.12': { [V510]: 5512, [V61]: 5593 },
  'wait-var-event': { [V510]: 242, [V61]: 242, [V612]: 242 },
  'wait-6.1': { [V510]: 3999 },
  'delete-6.12': { [V510]: 688, [V61]: 782, [V72]: 913 },
  'two-inodes-6.12': { [V61]: 3589 },
  'mark-dead-7.2': { [V612]: 1416 },
  'evict-none-6.12': { [V510]: 224, [V61]: 223 },
  'umount-begins-7.2': { [V510]: 366, [V61]: 363, [V612]: 506 },
  'mount-6.1': { [V72]: 4370 },
  'open-holds-7.2': { [V510]: 770, [V61]: 833, [V612]: 908 },
  'inode-lock-6.1': { [V510]: 62 },
  'writeback-6.1': { [V510]: 918, [V72]: 1181 },
  'writeback-flush-6.1': { [V510]: 942, [V72]: 1213 },
  'kill-dax-6.1': { [V510]: 437 },
  'unbind-5.10': { [V61]: 136, [V612]: 137, [V72]: 112 },
};
