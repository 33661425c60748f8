import { parsers } from 'prettier/plugins/markdown';

/** The parts that a translation of a Markdown text must keep, in the order of the text. */
export interface Outline {
	/** levels of the headings, 1 to 6 */
	headings: number[];
	/** lines of the code blocks, without comments */
	commands: string[][];
	/** code within sentences and tables */
	code: string[];
	/** targets of links */
	links: string[];
	/** targets of images */
	images: string[];
}

/** A node of the tree from prettier's parser (mdast); the fields depend on the type. */
interface MarkdownNode {
	type: string;
	depth?: number;
	value?: string;
	url?: string;
	children?: MarkdownNode[];
}

/** Reads the outline of a Markdown text. */
export async function outline(markdown: string): Promise<Outline> {
	// The parser reads no options; its type requires those of a whole formatting run.
	const parse = parsers.markdown.parse as (text: string) => Promise<MarkdownNode> | MarkdownNode;
	const nodes = flat(await parse(markdown));
	const ofType = (type: string) => nodes.filter((node) => node.type === type);
	return {
		headings: ofType('heading').map(({ depth = 0 }) => depth),
		commands: ofType('code').map(({ value = '' }) => value.split('\n').map(withoutComment)),
		code: ofType('inlineCode').map(({ value = '' }) => value),
		links: ofType('link').map(({ url = '' }) => url),
		images: ofType('image').map(({ url = '' }) => url),
	};
}

function flat(node: MarkdownNode): MarkdownNode[] {
	return [node, ...(node.children ?? []).flatMap(flat)];
}

function withoutComment(line: string): string {
	return line.replace(/(^|\s+)#.*$/, '');
}
