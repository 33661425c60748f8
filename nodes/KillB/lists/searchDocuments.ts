import { wholeSearch } from './wholeSearch';

/** The searchable list of documents to sign (killb.md 9). */
export const searchDocuments = wholeSearch({
	path: '/api/v2/documents',
	resource: 'documents',
	shown: ({ id, title, status }) => {
		const known = [title, status].filter(Boolean).join(', ');
		return { name: `${known || 'Document'} (${String(id)})`, value: String(id) };
	},
});
