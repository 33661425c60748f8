import { requiredText } from '../../../shared/operation';
import { withoutWords } from '../../locators';

/**
 * A quotation by its ID; KillB has no list of them. `POST /quotations/simulation` has a word in
 * place of the ID.
 */
export const quotationId = withoutWords(
	['simulation'],
	requiredText({
		displayName: 'Quotation ID',
		description: 'ID that Quotation › Create returned',
		placeholder: 'e.g. e8d74b2f-86df-43b0-a9d9-72055a6b0432',
	}),
);
