import { transcriptEndpoints } from '@ticketz/contract/transcripts';
import { downloadRoute, type Route } from '../../core/http/route.ts';
import { downloadTranscript } from './download-transcript.ts';

export const transcriptRoutes: Route[] = [
  downloadRoute(transcriptEndpoints.downloadTranscript, ({ actor, params, query }) => {
    const { from, to, timeZone = 'UTC', language = 'en', notes, earlier } = query;
    const flags = { notes: notes === 'true', earlier: earlier === 'true' };
    return downloadTranscript(actor, params.ticketId, { from, to, timeZone, language, ...flags });
  }),
];
