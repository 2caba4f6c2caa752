import type { Point, Span } from '../../../model/document.ts';

/** Where indices of a piece of HTML stand in the whole document. */
export class Places {
  private readonly starts: number[] = [0];
  private readonly html: string;
  private readonly at: Point;

  /** `at` is where the piece starts. */
  constructor(html: string, at: Point) {
    this.html = html;
    this.at = at;
    for (let index = html.indexOf('\n'); index >= 0; index = html.indexOf('\n', index + 1)) this.starts.push(index + 1);
  }

  /** Space at the end is no part of what is shown. */
  spanOf(from: number, to: number): Span {
    return { start: this.point(from), end: this.point(Math.max(from, this.html.slice(from, to).trimEnd().length + from)) };
  }

  private point(index: number): Point {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const first = low === 0;
    return { line: this.at.line + low, column: first ? this.at.column + index : index - (this.starts[low] ?? 0) + 1, offset: this.at.offset + index };
  }
}
