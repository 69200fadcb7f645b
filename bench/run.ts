// npm run bench [NAME …]: prints figures, each against a baseline of the same run. No figure is asserted.
import { benchBundles } from './bundles.ts';
import { benchDocuments } from './documents.ts';
import { benchFigures } from './figures.ts';
import { benchFindings } from './findings.ts';
import { benchFollowup } from './followup.ts';
import { benchPages } from './page.ts';
import { benchProgrammes } from './programmes.ts';
import { benchReleases } from './releases.ts';
import { benchStart } from './start.ts';
import { benchStatistics } from './statistics.ts';
import { benchWebsite } from './website.ts';
import { benchWebsiteApi } from './website-api.ts';
import { benchWebsiteSearch } from './website-search.ts';

const benches = {
	start: benchStart,
	page: benchPages,
	programmes: benchProgrammes,
	figures: benchFigures,
	documents: benchDocuments,
	findings: benchFindings,
	followup: benchFollowup,
	website: benchWebsite,
	'website-search': benchWebsiteSearch,
	'website-api': benchWebsiteApi,
	releases: benchReleases,
	bundles: benchBundles,
	statistics: benchStatistics,
};

const wanted = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
for (const [name, bench] of Object.entries(benches)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	print(`\n— ${name}`);
	await bench(print);
}
