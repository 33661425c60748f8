import { locator } from '../../../shared/operation';
import { withoutWords } from '../../locators';

/**
 * Words that other endpoints have in place of a document's ID, such as `POST /documents/sign/bulk`
 * (killb.md 9).
 */
export const WORDS_IN_PLACE_OF_DOCUMENT_ID = ['bulk', 'sign', 'generate'];

/** A document to sign, from the list or by ID. */
export const documentLocator = withoutWords(
	WORDS_IN_PLACE_OF_DOCUMENT_ID,
	locator({
		displayName: 'Document',
		description: 'Document, from the list or by ID',
		search: 'searchDocuments',
		idPlaceholder: 'e.g. 4d23aa52-1b40-4584-a8ea-58aba6099c5c',
	}),
);
