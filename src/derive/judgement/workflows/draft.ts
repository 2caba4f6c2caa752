import type { DiagramNode, Flow, Workflow } from '../../../model/plan/index.ts';

const maxNodes = 25;

/** Text that is safe inside a quoted Mermaid label: no quote, semicolon, hash, angle bracket or backtick, at most 64 characters. */
export function label(text: string): string {
  const safe = text.replace(/["`]/g, "'").replace(/;/g, ',').replace(/#/g, 'no. ').replace(/<=/g, 'at most ').replace(/>=/g, 'at least ').replace(/</g, 'under ').replace(/>/g, 'over ').replace(/\s+/g, ' ').trim();
  return safe.length <= 64 ? safe : `${safe.slice(0, 61).replace(/\s+\S*$/, '')}...`;
}

/** A flow being drawn: node ids `n1`, `n2` ... in drawing order, every decision recorded for the table beside the diagram. */
export class FlowDraft {
  readonly nodes: DiagramNode[] = [];
  readonly edges: Flow['edges'] = [];
  readonly decisions: Workflow['decisions'] = [];
  /** Label of the branch that goes on, by decision node: no edge leaves a decision without one. */
  readonly #onward = new Map<string, string>();

  node(shape: DiagramNode['shape'], text: string, refs: string[] = []): string {
    const id = `n${this.nodes.length + 1}`;
    this.nodes.push({ id, label: label(text), shape, refs });
    return id;
  }

  edge(from: string, to: string, text: string | null = null, dashed = false): void {
    if (this.edges.some((edge) => edge.from === from && edge.to === to)) return;
    const shown = text ?? this.#onward.get(from) ?? null;
    this.edges.push({ from, to, label: shown === null ? null : label(shown), dashed });
  }

  /** A decision after `from` whose further way is the branch `on`. */
  decision(from: string, question: string, on: string, refs: string[] = []): string {
    const id = this.next(from, 'decision', question, refs);
    this.#onward.set(id, on);
    return id;
  }

  /** A node after another; returns the new one. */
  next(from: string, shape: DiagramNode['shape'], text: string, refs: string[] = [], edgeText: string | null = null, dashed = false): string {
    const to = this.node(shape, text, refs);
    this.edge(from, to, edgeText, dashed);
    return to;
  }

  /** Records a drawn decision for the table. */
  tell(decision: Workflow['decisions'][number]): void {
    if (!this.decisions.some((one) => one.question === decision.question)) this.decisions.push(decision);
  }

  has(shape: DiagramNode['shape']): boolean {
    return this.nodes.some((node) => node.shape === shape);
  }

  room(): number {
    return maxNodes - this.nodes.length;
  }

  flow(direction: Flow['direction'] = 'TD'): Flow {
    return { direction, nodes: this.nodes, edges: this.edges };
  }
}

/** One line naming what a drawn flow does not have, or null when it has all five. `beside` are jobs of the flow that the drawing had no room for. */
export function missing(draft: FlowDraft, beside: readonly string[] = []): string | null {
  const words: [DiagramNode['shape'], string][] = [['decision', 'decision'], ['err', 'error path'], ['sec', 'security checkpoint'], ['audit', 'audit point'], ['async', 'background work'], ['ext', 'external system']];
  const absent = words.filter(([shape]) => !draft.has(shape)).map(([, word]) => word);
  if (absent.length > 0 && beside.length > 0) return `no ${absent.join(', no ')} in this drawing; ${beside.map((id) => `\`${id}\``).join(', ')} ${beside.length === 1 ? 'runs' : 'run'} beside it`;
  return absent.length === 0 ? null : `no ${absent.join(', no ')} in this flow: none of its routes, jobs or gateways needs one`;
}
