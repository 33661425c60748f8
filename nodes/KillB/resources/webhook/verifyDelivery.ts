import { killBDelivery } from '../../../../core/webhook/killbSignature';
import { choice, operation, optionInputs } from '../../../shared/operation';
import {
	includeRawBody,
	receivedFields,
	verifyDelivery as verify,
} from '../../../shared/trigger/verifyDelivery';
import { generatedSecrets } from '../../generatedSecret';
import { SIGNATURE_SCHEME } from '../../signatureScheme';

/** Verifies a delivery behind n8n's Webhook node (killb.md 4.3). It sends nothing. */
export const verifyDelivery = operation({
	name: 'Verify Delivery',
	action: 'Verify webhook delivery',
	description: 'Verify an event that n8n’s Webhook node received. A forged one is an error.',
	endpoint: 'none',
	fields: {
		...receivedFields,
		options: optionInputs({ includeRawBody, signatureScheme: choice(SIGNATURE_SCHEME) }),
	},
	run: async ({ values: { options, ...received }, executionContext }) => {
		const { includeRawBody: isRaw = false, signatureScheme = 'either' } = options;
		const kind = killBDelivery(signatureScheme, generatedSecrets);
		return await verify(kind, { ...received, includeRawBody: isRaw }, executionContext);
	},
});
