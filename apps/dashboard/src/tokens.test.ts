import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }],
  ),
);

describe.for(['light', 'dark'] as const)('colours, %s', (theme) => {
  test.for(['text', 'muted', 'undecided', 'predicts', 'against'])('%s is readable as text', (name) => {
    expect(contrast(colour(name), colour('bg'))).toBeGreaterThanOrEqual(4.5);
  });

  test.for(['border-strong', 'focus'])('%s can be seen beside the ground and the band', (name) => {
    expect(contrast(colour(name), colour('bg'))).toBeGreaterThanOrEqual(3);
    expect(contrast(colour(name), colour('band'))).toBeGreaterThanOrEqual(3);
  });

  test.for(['pd', 'rg', 'ev', 'ic', 'db', 'cv'])('category %s can be seen on the ground', (code) => {
    expect(contrast(colour(`category-${code}`), colour('bg'))).toBeGreaterThanOrEqual(3);
  });

  function colour(name: string): string {
    const found = tokens.get(name)?.[theme];
    if (found === undefined) throw new Error(`no colour called ${name}`);
    return found;
  }
});

/** Contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
