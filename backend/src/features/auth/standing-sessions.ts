/** The sessions that still count, as `s`, with user `u` and company `c`; to be continued with `AND …`. */
export const fromStandingSessions = `
    FROM sessions s
    JOIN users u ON u.company_id = s.company_id AND u.id = s.user_id
    JOIN companies c ON c.id = s.company_id
   WHERE s.revoked_at IS NULL AND s.expires_at > now() AND u.active AND c.active`;
