import { loadOf, perPart, type Cost, type Costs, type PartName, type PerPart } from './load.ts';
import { screenKinds, type ScreenKind, type Screens } from './screens.ts';

/** A cost while visits passed by at a rate. */
export interface Passed extends Cost {
  readonly visitsPerSecond: number;
}

/** A cost with so many lines of a kind. */
export interface Rung {
  readonly lines: number;
  readonly cost: Cost;
}

/** What was watched at the first point, in ms a second and MB. */
export interface Watchings {
  /** Before anybody came, and when people waited. */
  readonly rest: Cost;
  readonly open: Cost;
  readonly openVisits: number;
  /** Lines of one kind after another, each kind beside those of the kinds before. */
  readonly ladders: Readonly<Record<ScreenKind, readonly Rung[]>>;
  /** Visits without screens, with one of each kind in their offices, and with all. */
  readonly alone: Passed;
  readonly few: Passed;
  readonly all: Passed;
  readonly offices: number;
  readonly fewScreens: Screens;
  readonly allScreens: Screens;
}

const nothing = perPart(() => 0);
const noScreens: Screens = { board: 0, desk: 0, phone: 0 };

/** Takes apart what was watched: each watching minus what the ones before explain of it. */
export function costsOf(watched: Watchings): Costs {
  const { rest, open, openVisits, ladders, alone, few, all, offices, fewScreens, allScreens } = watched;
  const free: Cost = { ms: nothing, mb: nothing };
  let costs: Costs = {
    rest,
    openVisit: {
      ms: perPart((part) => noLess((open.ms[part] - rest.ms[part]) / openVisits)),
      mb: perPart((part) => noLess((open.mb[part] - rest.mb[part]) / openVisits)),
    },
    line: {
      board: ofLine(ladders.board),
      desk: ofLine(ladders.desk),
      phone: ofLine(ladders.phone),
    },
    visit: free,
    readings: nothing,
    telling: nothing,
  };
  const explainedOf = ({ visitsPerSecond }: Passed, screens: Screens): Cost =>
    loadOf(costs, { visitsPerSecond, openVisits, screens, offices, machines: 1 });
  const unexplained = (passed: Passed, screens: Screens): PerPart => {
    const { ms } = explainedOf(passed, screens);
    return perPart((part) => noLess((passed.ms[part] - ms[part]) / passed.visitsPerSecond));
  };
  // what an api held for lines that have closed it gives back late; the others know no lines
  const held = (part: PartName): number =>
    part === 'api' ? alone.mb.api : Math.max(...[alone, few, all].map(({ mb }) => mb[part]));
  const { mb } = explainedOf(alone, noScreens);
  costs = {
    ...costs,
    visit: { ms: unexplained(alone, noScreens), mb: perPart((part) => noLess(held(part) - mb[part])) },
  };
  costs = { ...costs, readings: unexplained(few, fewScreens) };
  const more = screenKinds.reduce((sum, kind) => sum + allScreens[kind] - fewScreens[kind], 0);
  const told = unexplained(all, allScreens);
  return { ...costs, telling: perPart((part) => told[part] / more) };
}

/** Only an api holds lines, and asks the database for them; what the other parts seem to have is noise. */
function ofLine(ladder: readonly Rung[]): Cost {
  const slope = (of: (cost: Cost) => number): number =>
    noLess(lineThrough(ladder.map(({ lines, cost }) => ({ x: lines, y: of(cost) }))).slope);
  return {
    ms: {
      ...nothing,
      api: slope(({ ms }) => ms.api),
      database: slope(({ ms }) => ms.database),
    },
    mb: { ...nothing, api: slope(({ mb }) => mb.api) },
  };
}

/** Less than nothing is noise. */
const noLess = (value: number): number => Math.max(0, value);

/** The line through measured points, by least squares. */
export function lineThrough(points: readonly { readonly x: number; readonly y: number }[]): {
  readonly slope: number;
  readonly intercept: number;
} {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const slope =
    points.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0) /
    points.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0);
  return { slope, intercept: middleY - slope * middleX };
}
