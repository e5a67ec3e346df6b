/** What chapters may use by name in their plain-text twins: as on the page, but for what is laid out in columns. */

import Calibration from './calibration/CalibrationText.astro';
import Example from './example/ExampleText.astro';
import Shortest from './example/ShortestText.astro';
import HoldersDrawing from './holders/HoldersDrawingText.astro';
import CountMeans from './life-cycle/CountMeansText.astro';
import LifeCycle from './life-cycle/LifeCycleText.astro';
import Matrix from './matrix/MatrixText.astro';
import PropertyMatrix from './matrix/PropertyMatrixText.astro';
import SpecialCases from './matrix/SpecialCasesText.astro';
import { parts } from './parts.ts';
import Packages from './recording/PackagesText.astro';
import Recording from './recording/RecordingText.astro';
import Seen from './recording/SeenText.astro';
import Sleepers from './recording/SleepersText.astro';
import Remedies from './remedies/RemediesText.astro';
import Program from './reproducer/ProgramText.astro';
import Atlas from './space/AtlasText.astro';
import Speed from './speed/SpeedText.astro';
import Takers from './takers/TakersText.astro';
import Timeline from './timeline/TimelineText.astro';

export const textParts = {
  ...parts,
  Atlas,
  Calibration,
  CountMeans,
  Example,
  HoldersDrawing,
  LifeCycle,
  Matrix,
  Packages,
  Program,
  PropertyMatrix,
  Recording,
  Remedies,
  Seen,
  Shortest,
  Sleepers,
  SpecialCases,
  Speed,
  Takers,
  Timeline,
};
