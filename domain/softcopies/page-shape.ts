/** A rectangle in points, its lower left corner first. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** What a page says about its size, as it stands in the file. */
export interface PageBoxes {
  /** The sheet. */
  readonly media: Box;
  /** What is shown of it; the sheet when the page says nothing. */
  readonly crop: Box;
  /** Where qpdf lays what it puts over a page: the finished page, what is shown when the page says nothing. */
  readonly trim: Box;
  /** Clockwise, in degrees. */
  readonly rotate: number;
  /** Points for each unit of the boxes. */
  readonly unit: number;
}

/** A page as it stands before a reader: upright, in points, the lower left corner at 0, 0. */
export interface PageShape {
  readonly width: number;
  readonly height: number;
  /** What of it can be seen. */
  readonly visible: Box;
}

/** A page whose shorter side shows less than this many points has no room for a mark. */
export const leastSide = 30;

/** No sheet is larger: 14,400 units of a point are the limit of the format. */
const mostSide = 14_400;

/** The shape of a page; null when its boxes leave nothing to put a mark on. */
export function shapeOf({ media, crop, trim, rotate, unit }: PageBoxes): PageShape | null {
  const seen = overlap(overlap(media, crop), trim);
  const turns = ((Math.round(rotate / 90) % 4) + 4) % 4;
  const wide = trim.right - trim.left;
  const high = trim.top - trim.bottom;
  const turned = turn(
    {
      left: seen.left - trim.left,
      bottom: seen.bottom - trim.bottom,
      right: seen.right - trim.left,
      top: seen.top - trim.bottom,
    },
    { wide, high, turns },
  );
  const visible = {
    left: rounded(turned.left * unit),
    bottom: rounded(turned.bottom * unit),
    right: rounded(turned.right * unit),
    top: rounded(turned.top * unit),
  };
  const [width, height] = turns % 2 === 0 ? [wide, high] : [high, wide];
  const least = Math.min(visible.right - visible.left, visible.top - visible.bottom);
  const most = Math.max(wide, high) * unit;
  if (!(least >= leastSide && most <= mostSide * unit && unit > 0)) return null;
  return { width: rounded(width * unit), height: rounded(height * unit), visible };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function overlap(one: Box, other: Box): Box {
  return {
    left: Math.max(one.left, other.left),
    bottom: Math.max(one.bottom, other.bottom),
    right: Math.min(one.right, other.right),
    top: Math.min(one.top, other.top),
  };
}

/** A box of a page that is turned clockwise so many times. */
function turn(
  { left, bottom, right, top }: Box,
  { wide, high, turns }: { wide: number; high: number; turns: number },
): Box {
  if (turns === 1) return { left: bottom, bottom: wide - right, right: top, top: wide - left };
  if (turns === 2) return { left: wide - right, bottom: high - top, right: wide - left, top: high - bottom };
  if (turns === 3) return { left: high - top, bottom: left, right: high - bottom, top: right };
  return { left, bottom, right, top };
}
