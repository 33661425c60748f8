import { text } from '../shared/fields';

/** The caller's own id of what is created. KillB names it as the way to avoid duplicates on a retry (killb.md section 1). */
export const externalId = text({
	displayName: 'External ID',
	description:
		'Your own ID of the user, to find it by later. KillB says that it keeps a repetition from creating a duplicate, but not what it answers then.',
	placeholder: 'e.g. user-12345',
});
