import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** A prefix, a part repeated until the text has the intended length, and an end. */
export interface HostileShape {
	start: string;
	unit: string;
	end: string;
}

export function textOf({ start, unit, end }: HostileShape, length: number): string {
	return start + unit.repeat(Math.max(1, Math.floor(length / unit.length))) + end;
}

/** What untrusted texts consist of, whatever the expression. */
const COMMON = [
	' ',
	'\n',
	'0',
	'a',
	'/',
	'"',
	'\\"',
	'<title',
	'\\',
	'%2f',
	'.',
	'$',
	'{{',
	'}} ',
	'é',
];
/** What no expression ends with. */
const ENDS = ['', '\u0001'];
const MOST_CHARACTERS = 6;
const MOST_STARTS = 4;
const MOST_UNITS = 80;

/**
 * Texts that are likely to cause backtracking: every part of what the expression matches, above all
 * its repeated parts, repeated after their prefix, with an end that matches or does not.
 */
export function hostileShapes(expression: RegExp): HostileShape[] {
	const parsed = new RegExpParser().parseLiteral(String(expression));
	const samples = new Sampler(expression.flags);
	const whole = samples.of(parsed.pattern);
	const units = new Set(COMMON);
	const starts = new Set(['']);
	for (const { before, element } of samples.repeated(parsed.pattern)) {
		starts.add(before);
		units.add(element);
		units.add(before + element);
	}
	for (let length = 1; length <= Math.min(whole.length, 16); length++)
		units.add(whole.slice(0, length));
	const characters = [...samples.characters].slice(0, MOST_CHARACTERS);
	for (const one of characters) for (const other of characters) units.add(one + other);
	const chosen = [...units].filter((unit) => unit !== '').slice(0, MOST_UNITS);
	return [...starts]
		.slice(0, MOST_STARTS)
		.flatMap((start) => chosen.flatMap((unit) => ENDS.map((end) => ({ start, unit, end }))));
}

const CANDIDATES = [...'a0 -_.:/"\'\\;,<>(){}[]=@%+$*Ze\n\u0085é'];

/** Texts that parts of an expression match. */
class Sampler {
	readonly characters = new Set<string>();

	constructor(private readonly flags: string) {}

	of(node: AST.Node): string {
		switch (node.type) {
			case 'Pattern':
			case 'Group':
			case 'CapturingGroup':
				return this.alternative(node.alternatives[0]);
			case 'Alternative':
				return this.alternative(node);
			case 'Quantifier':
				return this.of(node.element).repeat(Math.max(1, node.min));
			case 'Character':
				return this.noted(String.fromCodePoint(node.value));
			case 'CharacterSet':
			case 'CharacterClass':
				return this.ofClass(node.raw);
			default:
				return '';
		}
	}

	/**
	 * Every part with an unbounded quantifier, with its prefix, and with each of its alternatives.
	 */
	repeated(node: AST.Node, before = ''): Array<{ before: string; element: string }> {
		switch (node.type) {
			case 'Pattern':
			case 'Group':
			case 'CapturingGroup':
				return node.alternatives.flatMap((one) => this.repeated(one, before));
			case 'Alternative': {
				let led = before;
				return node.elements.flatMap((element) => {
					const found = this.repeated(element, led);
					led += this.of(element);
					return found;
				});
			}
			case 'Quantifier': {
				const inner = this.repeated(node.element, before);
				if (node.max < 10) return inner;
				const { element } = node;
				const elements =
					'alternatives' in element
						? element.alternatives.map((one) => this.of(one))
						: [this.of(element)];
				return [...inner, ...elements.map((sample) => ({ before, element: sample }))];
			}
			default:
				return [];
		}
	}

	private alternative(node: AST.Alternative | undefined): string {
		return (node?.elements ?? []).map((element) => this.of(element)).join('');
	}

	private ofClass(raw: string): string {
		const matching = new RegExp(`^(?:${raw})$`, this.flags.replace(/[gy]/g, ''));
		const fitting = CANDIDATES.filter((one) => matching.test(one));
		for (const one of fitting.slice(0, 3)) this.noted(one);
		return fitting[0] ?? '';
	}

	private noted(character: string): string {
		this.characters.add(character);
		return character;
	}
}
