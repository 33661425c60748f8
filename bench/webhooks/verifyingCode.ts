import { KERNELHOST_SIGNATURE_HEADER, type Sender } from './delivery';

/**
 * A careful user's code for a Code node: the HMAC over the raw body, compared in constant time, and
 * for KernelHost the age of the signed time. n8n allows `require('crypto')` there only with
 * NODE_FUNCTION_ALLOW_BUILTIN=crypto.
 */
export const VERIFYING_CODE: Record<Sender, (secret: string) => string> = {
	killb: (secret) => `const { createHmac, timingSafeEqual } = require('crypto');
const { headers, body } = $input.first().json;
const raw = await this.helpers.getBinaryDataBuffer(0, 'data');
const expected = createHmac('sha256', ${JSON.stringify(secret)}).update(raw).digest();
const given = Buffer.from(headers['x-signature-sha256'] ?? '', 'hex');
const genuine = given.length === expected.length && timingSafeEqual(given, expected);
return [{ json: { genuine, event: body } }];`,
	kernelhost: (secret) => `const { createHmac, timingSafeEqual } = require('crypto');
const { headers, body } = $input.first().json;
const raw = await this.helpers.getBinaryDataBuffer(0, 'data');
const [, t, v1] = /^t=(\\d+),v1=([0-9a-f]{64})$/.exec(headers['${KERNELHOST_SIGNATURE_HEADER}'] ?? '') ?? [];
const expected = createHmac('sha256', ${JSON.stringify(secret)}).update(t + '.').update(raw).digest();
const given = Buffer.from(v1 ?? '', 'hex');
const isFresh = Math.abs(Date.now() / 1000 - Number(t)) <= 300;
const genuine = isFresh && given.length === expected.length && timingSafeEqual(given, expected);
return [{ json: { genuine, event: body } }];`,
};
