import { kernelHostDelivery } from '../../../../core/webhook/kernelhostDelivery';
import { DEFAULT_TOLERANCE_SECONDS } from '../../../../core/webhook/stripeSignature';
import { operation, optionInputs, text, wholeNumber } from '../../../shared/operation';
import {
	includeRawBody,
	receivedFields,
	verifyDelivery as verify,
} from '../../../shared/trigger/verifyDelivery';
import { SIGNATURE_HEADER } from '../../signatureHeader';

/** Verifies a delivery behind n8n's Webhook node (kernelhost.md 9). It sends nothing. */
export const verifyDelivery = operation({
	name: 'Verify Delivery',
	action: 'Verify webhook delivery',
	description: 'Verify an event that n8n’s Webhook node received. A forged one is an error.',
	endpoint: 'none',
	fields: {
		...receivedFields,
		options: optionInputs({
			includeRawBody,
			signatureHeader: text(SIGNATURE_HEADER),
			tolerance: wholeNumber({
				displayName: 'Tolerance (Seconds)',
				description:
					'Maximum difference between the signature’s time and this server’s clock when this node runs. A busy queue delays it.',
				default: DEFAULT_TOLERANCE_SECONDS,
				minimum: 1,
			}),
		}),
	},
	run: async ({ values: { options, ...received }, executionContext }) => {
		const { includeRawBody: isRaw = false, signatureHeader: headerName = '' } = options;
		const { tolerance = DEFAULT_TOLERANCE_SECONDS } = options;
		const kind = kernelHostDelivery({ headerName, tolerance });
		return await verify(kind, { ...received, includeRawBody: isRaw }, executionContext);
	},
});
