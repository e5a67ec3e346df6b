/** What chapters may use by name in their plain-text twins: as on the page, but for what is laid out in columns. */
import { parts } from '../parts.ts';
import Calibration from './Calibration.astro';
import CountMeans from './CountMeans.astro';
import Example from './Example.astro';
import LifeCycle from './LifeCycle.astro';
import Matrix from './Matrix.astro';
import Packages from './Packages.astro';
import Program from './Program.astro';
import PropertyMatrix from './PropertyMatrix.astro';
import Recording from './Recording.astro';
import Remedies from './Remedies.astro';
import Seen from './Seen.astro';
import Shortest from './Shortest.astro';
import SpecialCases from './SpecialCases.astro';
import Timeline from './Timeline.astro';

export const textParts = {
  ...parts,
  Calibration,
  CountMeans,
  Example,
  LifeCycle,
  Matrix,
  Packages,
  Program,
  PropertyMatrix,
  Recording,
  Remedies,
  Seen,
  Shortest,
  SpecialCases,
  Timeline,
};
