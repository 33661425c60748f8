import type { FastifyInstance, FastifyReply } from 'fastify';
import { exportFile, readBulkRows, templateFile, XLSX } from './accountSheets';
import { ACCOUNT_TYPES } from './accountTypes';
import { startBulkJob } from './bulkJobs';
import { invalidInput, notFound } from './errors';
import { querySchemaOf } from './facts';
import type { HasKillB } from './killB';
import { FORM_ROUTE } from './multipart';

const EXPORT_ROWS = 10_000;

/** The spreadsheets of `/accounts` (killb.md 5). */
export function accountFileRoutes(app: FastifyInstance, sandbox: HasKillB): void {
	app.get(
		'/accounts/export',
		{ schema: { querystring: querySchemaOf('GET', '/api/v2/accounts/export') } },
		async (request, reply) => {
			const { type } = request.query as { type?: string };
			const types = type?.split(',').map((one) => one.trim());
			const unknown = types?.filter((one) => !ACCOUNT_TYPES.includes(one)) ?? [];
			if (unknown.length > 0) throw invalidInput([`type has no ${unknown.join(', ')}`]);
			const accounts = [...sandbox.killb.accounts.byId.values()].filter(
				(one) => one.status === 'ACTIVE' && (types?.includes(one.type) ?? true),
			);
			return await sendFile(reply, 'accounts', await exportFile(accounts.slice(0, EXPORT_ROWS)));
		},
	);

	app.get(
		'/accounts/bulk/template',
		async (_request, reply) => await sendFile(reply, 'accounts-template', await templateFile()),
	);

	app.post(
		'/accounts/bulk/upload',
		{ ...FORM_ROUTE, schema: { body: UPLOAD } },
		async (request, reply) => {
			const file = request.upload.files.find(({ name }) => name === 'file');
			if (file === undefined) throw invalidInput(['file must be a file']);
			const rows = await readBulkRows(request, file.bytes).catch((error: Error) => error.message);
			const { jobId, status } = startBulkJob(sandbox.killb, rows);
			return await reply
				.code(201)
				.send({ jobId, status, message: 'Bulk beneficiary job created successfully' });
		},
	);

	app.get('/accounts/bulk/status/:jobId', async (request) => {
		const { jobId } = request.params as { jobId: string };
		const work = sandbox.killb.bulkJobs.get(jobId);
		if (work !== undefined) return work.job;
		// No code is documented: the sandbox's own choice.
		throw notFound('JOB.NOT_FOUND', 'Job', 'jobId', jobId);
	});
}

/**
 * The types mark `file` as optional; without it there is nothing to do, so the sandbox requires it.
 */
const UPLOAD = {
	type: 'object',
	required: ['file'],
	additionalProperties: false,
	properties: { file: { type: 'string' } },
};

async function sendFile(reply: FastifyReply, name: string, bytes: Buffer): Promise<FastifyReply> {
	return await reply
		.code(200)
		.header('content-type', XLSX)
		.header('content-disposition', `attachment; filename="${name}.xlsx"`)
		.send(bytes);
}
