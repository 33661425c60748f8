import type { FastifyInstance } from 'fastify';
import type { HasKernelHost } from './kernelHost';
import { jsonBody } from './routing';
import { invalid } from './problem';
import { refusalOf } from './webhookUrl';

/**
 * `/v1/webhooks`: one URL per key. The member `url`, and null or an empty text to unset it, are the sandbox's own
 * choice; the signing secret is not part of an answer, as no page says that it is.
 */
export function webhookRoutes(app: FastifyInstance, sandbox: HasKernelHost): void {
	const answer = () => ({ url: sandbox.kernelhost.webhookUrl });

	app.get('/v1/webhooks', { config: { scope: 'read:webhooks' } }, async () => answer());

	app.put('/v1/webhooks', { config: { scope: 'write:webhooks' } }, async (request) => {
		const { url } = jsonBody(request);
		if (url === null || url === '') {
			sandbox.kernelhost.webhookUrl = null;
			return answer();
		}
		if (typeof url !== 'string') throw invalid('url', 'must be a text or null');
		const refusal = await refusalOf(url);
		if (refusal !== null) throw invalid('url', refusal);
		sandbox.kernelhost.webhookUrl = url;
		return answer();
	});
}
