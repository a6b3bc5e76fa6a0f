"""Each figure a second time, in SQL, by its definition alone.

A count gives part and number; a share gives part, numerator and denominator; a value gives part,
value and of how many.
"""

PERIOD = "BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'"
LAST = "DATE '2025-12-31'"
VIEWS = f"""
CREATE VIEW latest AS SELECT DISTINCT ON (person) * FROM screenings
  WHERE CAST(completed_at AS DATE) {PERIOD} ORDER BY person, completed_at DESC, screening DESC;
CREATE VIEW presumed AS SELECT * FROM latest WHERE outcome = 'presumed_victim';
CREATE VIEW decided AS SELECT * FROM decisions WHERE "on" {PERIOD};
CREATE VIEW identified AS SELECT DISTINCT person FROM decided WHERE outcome = 'identified';
CREATE VIEW sent AS SELECT * FROM referrals WHERE CAST(sent_at AS DATE) {PERIOD};
CREATE VIEW wait AS SELECT p.person, min(r.sent_at) - any_value(p.completed_at) AS waited
  FROM presumed p JOIN referrals r ON r.person = p.person AND r.sent_at >= p.completed_at
  GROUP BY p.person;
CREATE VIEW open_cases AS SELECT * FROM cases
  WHERE opened_on <= {LAST} AND (closed_on IS NULL OR closed_on > {LAST});
CREATE VIEW closed_cases AS SELECT * FROM cases WHERE closed_on {PERIOD};
CREATE VIEW delay AS SELECT d.person, d."on" - max(CAST(s.completed_at AS DATE)) AS days
  FROM decided d JOIN screenings s
    ON s.person = d.person AND CAST(s.completed_at AS DATE) <= d."on"
  GROUP BY d.person, d."on", d.outcome;
CREATE VIEW concerned AS SELECT person, age FROM people
  WHERE person IN (SELECT person FROM presumed) OR person IN (SELECT person FROM identified);
CREATE VIEW children AS SELECT p.*, q.guardian_on FROM presumed p
  JOIN people q USING (person) WHERE q.age < 18;
CREATE VIEW first_closed AS SELECT person, min(closed_on) AS day FROM cases
  WHERE closed_on <= {LAST} GROUP BY person;
CREATE VIEW again AS SELECT DISTINCT c.person FROM cases c JOIN first_closed f USING (person)
  WHERE c.opened_on > f.day AND c.opened_on <= {LAST};
CREATE VIEW known AS SELECT * FROM facts WHERE person IN (SELECT person FROM identified);
CREATE VIEW final AS SELECT * FROM suspects WHERE final_on {PERIOD};
CREATE VIEW granted AS SELECT DISTINCT kind, person FROM protections WHERE granted_on {PERIOD};
CREATE VIEW screeners AS SELECT * FROM officers WHERE active AND officer IN
  (SELECT officer FROM screenings WHERE CAST(started_at AS DATE) {PERIOD});
"""
HOURS = "epoch({}) / 3600"


def within(days: int) -> str:
    return (
        f"SELECT 'within {days} days', count(*) FILTER (waited <= INTERVAL {days} DAY), "
        "(SELECT count(*) FROM presumed) FROM wait"
    )


def overdue(days: int) -> str:
    return (
        f"SELECT 'after {days} days', count(*) FROM presumed p "
        f"WHERE {LAST} - CAST(completed_at AS DATE) > {days} AND NOT EXISTS "
        f'(SELECT * FROM decisions d WHERE d.person = p.person AND d."on" <= {LAST})'
    )


def guarded(days: int) -> str:
    return (
        f"SELECT 'within {days} days', "
        f"count(*) FILTER (guardian_on - CAST(completed_at AS DATE) <= {days}), count(*) "
        "FROM children"
    )


def agreed(purpose: str) -> str:
    return (
        f"SELECT '{purpose}', count(*) FILTER (person IN (SELECT person FROM consents WHERE "
        f"purpose = '{purpose}' AND given_on <= {LAST} AND coalesce(withdrawn_on > {LAST}, TRUE))),"
        " count(*) FROM latest"
    )


def length(start: str) -> str:
    return f"SELECT 'from {start}', median(final_on - {start}), count({start}) FROM final"


def codes(column: str) -> str:
    return (
        f"SELECT '{column}: ' || code, count(*), "
        f"(SELECT count(*) FROM facts WHERE {column} IS NOT NULL) "
        f"FROM (SELECT unnest({column}) AS code FROM facts) GROUP BY code"
    )


def source(column: str) -> str:
    inside = "FROM facts WHERE person IN (SELECT person FROM presumed)"
    return (
        f"SELECT '{column}: ' || {column}, count(*), (SELECT count(*) {inside}) "
        f"{inside} GROUP BY {column}"
    )


def stated(state: str) -> str:
    return (
        f"SELECT field || ': {state}', count(*) FILTER (state = '{state}'), count(*) "
        "FROM states GROUP BY field"
    )


def happened(part: str, column: str) -> str:
    return f"SELECT '{part}', count(*) FROM suspects WHERE {column} {PERIOD}"


DECIDED = "(SELECT count(DISTINCT person) FROM decided)"
REFUSED = "count(DISTINCT person) FILTER (outcome = 'not_a_victim')"
COUNTS = {
    "K01": ["SELECT '', count(*) FROM latest"],
    "K05": ["SELECT '', count(*) FROM presumed"],
    "K11": ["SELECT '', count(*) FROM identified"],
    "K13": [f"SELECT 'persons', {REFUSED} FROM decided"],
    "K15": [overdue(30), overdue(60), overdue(90)],
    "K16": ["SELECT 'age unknown', count(*) FROM concerned WHERE age IS NULL"],
    "K19": [
        f"SELECT kind, count(DISTINCT person) FROM services WHERE started_on {PERIOD} GROUP BY kind"
    ],
    "K21": ["SELECT 'open cases', count(*) FROM open_cases"],
    "K23": ["SELECT coalesce(reason, 'unknown'), count(*) FROM closed_cases GROUP BY 1"],
    "K24": ["SELECT 'persons', count(*) FROM again"],
    "K26": ["SELECT kind, count(*) FROM granted GROUP BY kind"],
    "K29": ["SELECT '', count(*) FROM facts WHERE charged"],
    "K30": [
        happened("suspected", "contacted_on"),
        happened("prosecuted", "indicted_on"),
        "SELECT 'convicted', count(*) FROM final WHERE convicted",
    ],
    "K36": ["SELECT '', count(*) FROM facts WHERE errors > 0"],
    "K37": [f"SELECT '', count(*) FROM reads WHERE \"on\" {PERIOD} AND result <> 'shown'"],
    "K39": [f"SELECT '', count(*) FROM retention WHERE day < {LAST}"],
}
SHARES = {
    "K02": [
        (
            "SELECT '', (SELECT count(*) FROM latest), "
            f'(SELECT sum(people) FROM intakes WHERE "on" {PERIOD})'
        )
    ],
    "K03": [
        (
            "SELECT '', count(completed_at), count(*) FROM screenings "
            f"WHERE CAST(started_at AS DATE) {PERIOD}"
        )
    ],
    "K04": [agreed("storage"), agreed("sharing")],
    "K06": ["SELECT '', count(*) FILTER (outcome = 'presumed_victim'), count(*) FROM latest"],
    "K07": ["SELECT '', (SELECT count(*) FROM wait), count(*) FROM presumed"],
    "K08": [within(1), within(3), within(7)],
    "K09": ["SELECT '', count(accepted_at), count(*) FROM sent"],
    "K12": [f"SELECT '', count(*), {DECIDED} FROM identified"],
    "K13": [f"SELECT 'share', {REFUSED}, {DECIDED} FROM decided"],
    "K16": ["SELECT '', count(*) FILTER (age < 18), count(age) FROM concerned"],
    "K17": [guarded(1), guarded(3)],
    "K18": [
        (
            "SELECT 'offered', count(*) FILTER (person IN (SELECT person FROM services)), count(*) "
            "FROM presumed"
        ),
        (
            "SELECT 'accepted', count(DISTINCT person) FILTER (accepted), count(DISTINCT person) "
            "FROM services WHERE person IN (SELECT person FROM presumed)"
        ),
    ],
    "K22": [
        "SELECT 'with a plan', count(plan_due), count(*) FROM open_cases",
        (
            "SELECT 'ended as planned', count(*) FILTER (plan_ended <= plan_due), count(*) "
            f"FROM cases WHERE plan_due {PERIOD}"
        ),
    ],
    "K24": ["SELECT 'share', (SELECT count(*) FROM again), count(*) FROM first_closed"],
    "K26": [
        (
            "SELECT kind || ', of identified', count(*), (SELECT count(*) FROM identified) "
            "FROM granted WHERE person IN (SELECT person FROM identified) GROUP BY kind"
        )
    ],
    "K27": ["SELECT '', count(*) FILTER (statement), count(statement) FROM known"],
    "K28": [
        "SELECT 'legal aid', count(*) FILTER (legal_aid), count(legal_aid) FROM known",
        (
            "SELECT 'compensation awarded', count(*) FILTER (compensation IN ('awarded', 'paid')), "
            "count(*) FROM known WHERE compensation <> 'not_claimed'"
        ),
    ],
    "K30": ["SELECT 'conviction rate', count(*) FILTER (convicted), count(*) FROM final"],
    "K32": [source("identified_by"), source("channel")],
    "K33": [codes("forms"), codes("means"), codes("recruitment")],
    "K34": [stated("filled"), stated("unknown")],
    "K38": [
        (
            "SELECT '', count(*) FILTER (handled_on - received_on <= 30), count(*) FROM requests "
            f"WHERE received_on {PERIOD}"
        )
    ],
    "K40": [f"SELECT '', count(*) FILTER (trained_until >= {LAST}), count(*) FROM screeners"],
}
VALUES = {
    "K10": [
        f"SELECT '', median({HOURS.format('accepted_at - sent_at')}), count(accepted_at) FROM sent"
    ],
    "K14": [
        "SELECT 'median', median(days), count(*) FROM delay",
        (
            "SELECT '90th percentile', days, n FROM (SELECT days, count(*) OVER () AS n, "
            "row_number() OVER (ORDER BY days) AS rank FROM delay) WHERE rank = ceil(n * 9 / 10)"
        ),
    ],
    "K20": [
        (
            "SELECT '', median(s.day - CAST(completed_at AS DATE)), count(*) FROM presumed JOIN "
            "(SELECT person, min(started_on) AS day FROM services WHERE started_on IS NOT NULL "
            "GROUP BY person) s USING (person)"
        )
    ],
    "K23": ["SELECT 'median days', median(closed_on - opened_on), count(*) FROM closed_cases"],
    "K25": [
        (
            "SELECT '', avg(n), count(*) FROM (SELECT f.person, count(i.person) AS n FROM "
            '(SELECT person, min("on") AS day FROM decided GROUP BY person) f '
            'LEFT JOIN interviews i ON i.person = f.person AND i."on" <= f.day GROUP BY f.person)'
        )
    ],
    "K31": [length("indicted_on"), length("investigated_on")],
    "K35": [
        (
            f"SELECT '', median({HOURS.format('saved_at - completed_at')}), count(saved_at) "
            f"FROM screenings WHERE CAST(completed_at AS DATE) {PERIOD}"
        )
    ],
}
# How many there are for each one is no percentage.
RATIOS = {
    "K21": [
        (
            "SELECT 'cases for each worker', (SELECT count(*) FROM open_cases), count(*) "
            "FROM officers WHERE active"
        )
    ]
}
