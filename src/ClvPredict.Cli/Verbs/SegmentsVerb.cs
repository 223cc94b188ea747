using System.CommandLine;
using ClvPredict.Decisions.Segments;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv segments: which segments customers belong to, who moved, what the best have in common.</summary>
internal static class SegmentsVerb
{
    public static Command Create()
    {
        var input = new ScoringInput(knownIsForMore: true);
        var limits = new SegmentLimitsInput();
        var file = new Option<string?>("--out")
        {
            Description = "Segments, one row a customer (.csv or .parquet).",
        };
        var compareTo = CommonOptions.Date(
            "--compare-to",
            "Earlier day: who went from which segment to which since then, seen with the same model."
        );
        var audience = new Option<string>("--audience")
        {
            Description =
                "Group whose profile is shown, and exported with --audience-out: best (the top value tier) or a segment such as vip or lifecycle:at_risk.",
            DefaultValueFactory = _ => "best",
        };
        var audienceFile = new Option<string?>("--audience-out")
        {
            Description = "Ids or e-mail digests of the group, for advertising (.csv or .parquet).",
        };
        var audienceKey = new Option<string>("--audience-key")
        {
            Description =
                "customer_id, or email_sha256: digests of the attribute email of --customers.",
            DefaultValueFactory = _ => AudienceExport.ById,
        };
        audienceKey.AcceptOnlyFromAmong(AudienceExport.ById, AudienceExport.ByEmail);
        var json = CommonOptions.Json();
        var verb = new Command(
            "segments",
            "Segments of every customer, what each is worth, who moved between them, and what the best have in common (docs/segments.md)."
        );
        input.AddTo(verb);
        limits.AddTo(verb);
        verb.Add(file);
        verb.Add(compareTo);
        verb.Add(audience);
        verb.Add(audienceFile);
        verb.Add(audienceKey);
        verb.Add(json);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var options = limits.Read(parse);
                var path = parse.GetValue(file) is { } table
                    ? OutputFiles.RequireTable(table)
                    : null;
                var list = parse.GetValue(audienceFile) is { } ids
                    ? OutputFiles.RequireTable(ids)
                    : null;
                OutputFiles.RequireDistinct(path, list);
                if (list is null && CommonOptions.IsGiven(parse, audienceKey))
                    throw new UsageException("--audience-key needs --audience-out.");
                var scored = input.Score(parse, output, path, null, cancellationToken);
                var segments = CustomerSegments.Find(scored.Orders.Data, scored.Scores, options);
                var group = parse.GetValue(audience)!;
                var members = Members(segments, group);
                var migration = parse.GetValue(compareTo) is { } day
                    ? SegmentMigration.Between(
                        scored.Orders.Customers,
                        input.ScoreAt(parse, scored, day, cancellationToken),
                        scored.Scores
                    )
                    : null;
                var export = list is null
                    ? null
                    : AudienceExport.Write(
                        scored.Orders.Data,
                        scored.Scores,
                        members,
                        group,
                        parse.GetValue(audienceKey)!,
                        list
                    );
                if (path is not null)
                    SegmentFile.Write(segments, path);
                var result = new SegmentsResult(
                    segments.AsOf,
                    segments.Horizon,
                    scored.Zip,
                    segments.Customers.Length,
                    options,
                    segments.Limits,
                    segments.Table,
                    segments.Missing,
                    SegmentProfile.Of(scored.Orders.Customers, scored.Scores, members, group),
                    migration,
                    export
                );
                output.Result(result, result.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static bool[] Members(CustomerSegments segments, string group)
    {
        try
        {
            return AudienceName.Members(segments, group);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
