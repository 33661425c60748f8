import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import type { INodeTypeDescription } from 'n8n-workflow';

/** An entry of n8n's node panel, with what its search reads. */
export interface Entry {
	key: string;
	properties: Pick<INodeTypeDescription, 'displayName' | 'codex'>;
}

/**
 * Returns the entries that n8n makes of nodes: a trigger joins the node of its name, and from then
 * on only the words of that node count (n8n-editor-ui 2.41.1, useActionsGeneration.ts ::
 * generateMergedNodesAndActions; bundled only, so this repeats it).
 */
export function panelEntries(nodes: INodeTypeDescription[]): Entry[] {
	const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');
	const names = nodes.filter((node) => !isTrigger(node)).map(({ name }) => name);
	return nodes
		.filter((node) => !isTrigger(node) || !names.includes(node.name.replace('Trigger', '')))
		.map((node) => ({ key: node.name, properties: node }));
}

/**
 * Returns the keys of the entries that n8n shows for a search, best first. n8n's own search looks
 * for the letters of the whole search, in their order, in the display name and in each alias; it
 * reads neither descriptions nor operations. What the panel does before, dropping a last word that
 * begins like "trigger", exists bundled only (n8n-editor-ui 2.41.1, nodeCreator.utils.ts ::
 * searchNodes), so this repeats it.
 */
export function searchPanel(search: string, entries: Entry[]): string[] {
	const words = search.split(' ');
	const last = words.at(-1)?.toLowerCase() ?? '';
	const isTrigger = words.length > 1 && 'trigger'.startsWith(last);
	const filter = isTrigger ? words.slice(0, -1).filter(Boolean).join(' ').trimEnd() : search;
	return sublimeSearch<Entry>(filter.toLowerCase(), entries).map(({ item }) => item.key);
}
