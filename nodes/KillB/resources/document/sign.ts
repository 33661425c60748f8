import { operation } from '../../../shared/operation';
import { documentLocator } from './documentLocator';

/** POST /api/v2/documents/sign/{id} (killb.md 9): click and sign, so there is no body. */
export const sign = operation({
	name: 'Sign',
	action: 'Sign document',
	description: 'Sign a document on behalf of your customer account, which may be legally binding',
	endpoint: 'POST /api/v2/documents/sign/{documentId}',
	effect: 'binds',
	fields: { documentId: documentLocator },
});
