import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { BulkJob, BulkRow, BulkWork, NewAccount } from './accountData';
import { createAccount } from './accounts';
import { KillBError } from './errors';
import type { KillB } from './killB';
import { walkByTimers } from './walk';

/**
 * Starts a job, which then goes from PENDING through PROCESSING to its end by the setting
 * `bulkStepMs`.
 */
export function startBulkJob(killb: KillB, rows: BulkWork['rows']): BulkJob {
	const now = killb.clock.iso();
	const job: BulkJob = {
		jobId: randomUUID(),
		status: 'PENDING',
		totalRows: typeof rows === 'string' ? 0 : rows.length,
		processedRows: 0,
		successCount: 0,
		errorCount: 0,
		results: [],
		createdAt: now,
		updatedAt: now,
	};
	const work = { job, rows };
	killb.bulkJobs.set(job.jobId, work);
	walkByTimers(
		killb.timers,
		() => killb.settings.killb.bulkStepMs,
		() => moveBulkJob(killb, work, job.status === 'PENDING' ? 'PROCESSING' : 'COMPLETED'),
	);
	return job;
}

/**
 * Advances a job, unless it has ended. Its accounts are created when it completes, unless its file
 * can't be read.
 * @returns whether it can continue
 */
export function moveBulkJob(
	killb: KillB,
	{ job, rows }: BulkWork,
	status: BulkJob['status'],
): boolean {
	if (isOver(job)) return false;
	if (status === 'COMPLETED' && typeof rows === 'string') {
		Object.assign(job, { status: 'FAILED', error: rows });
	} else if (status === 'COMPLETED') {
		complete(killb, job, rows as BulkRow[]);
	} else {
		job.status = status;
	}
	job.updatedAt = killb.clock.iso();
	return !isOver(job);
}

function isOver({ status }: BulkJob): boolean {
	return status === 'COMPLETED' || status === 'FAILED';
}

function complete(killb: KillB, job: BulkJob, rows: BulkRow[]): void {
	job.results = rows.map(({ account, ...row }) => ({ ...outcome(killb, account), ...row }));
	job.processedRows = rows.length;
	job.errorCount = job.results.filter(({ status }) => status === 'ERROR').length;
	job.successCount = rows.length - job.errorCount;
	job.status = 'COMPLETED';
	if (job.errorCount > 0) job.error = 'Partial failure during processing';
}

function outcome(killb: KillB, account: NewAccount | string): Record<string, unknown> {
	if (typeof account === 'string') return { status: 'ERROR', error: account };
	try {
		const { id, complianceUrl } = createAccount(killb, withUser(killb, account));
		return { status: 'SUCCESS', accountId: id, complianceUrl };
	} catch (error) {
		if (error instanceof KillBError) return { status: 'ERROR', error: error.message };
		throw error;
	}
}

/**
 * A row names no user, yet the sample of an error mentions one: it is read as the user with the
 * row's e-mail, if there is one.
 * @throws KillBError with the sample's message for an existing account
 */
function withUser(killb: KillB, account: NewAccount): NewAccount {
	const { type, data, externalId } = account;
	const exists = [...killb.accounts.byId.values()].some(
		(known) => known.type === type && isDeepStrictEqual(known.data, data),
	);
	if (exists && externalId === undefined) {
		throw new KillBError(409, 'ACCOUNT.EXISTS', ['Account already exists for this user']);
	}
	const user = [...killb.users.values()].find(
		(one) => one.active && one.data['email'] === data['email'],
	);
	return user === undefined ? account : { ...account, userId: user.id };
}
