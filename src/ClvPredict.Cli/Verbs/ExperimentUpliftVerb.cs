using System.CommandLine;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;
using ClvPredict.Training.Uplift;
using static ClvPredict.Data.TableColumnType;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv experiment uplift: who responds to being contacted.</summary>
internal static class ExperimentUpliftVerb
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", Text),
        new("uplift", Number64),
        new("uplift_two_model", Number64),
        new("uplift_rank", Whole),
        new("in_history", Flag),
    ];

    public static Command Create()
    {
        var history = new Argument<string>("HISTORY")
        {
            Description =
                "Past experiments (.csv or .parquet): customer_id, group (treatment or control), and outcome or net_value, as clv experiment readout --out writes it.",
        };
        var features = new Option<string>("--features")
        {
            Description =
                "Table of clv features (.csv or .parquet) as of the day of the draw; every customer of it gets an uplift.",
            Required = true,
        };
        var file = new Option<string>("--out")
        {
            Description = "Uplift, one row a customer (.csv or .parquet).",
            Required = true,
        };
        var seed = CommonOptions.Seed();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var verb = new Command(
            "uplift",
            "Learn from a treatment history whom contacting changes, and measure how well that is known (Qini, AUUC)."
        )
        {
            history,
            features,
            file,
            seed,
            threads,
            json,
        };
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = OutputFiles.RequireTable(parse.GetValue(file)!);
                var past = SubjectTable.Read(parse.GetValue(history)!);
                var known = FeatureFile.Read(parse.GetValue(features)!);
                var (rows, others) = known.Split(past);
                output.Report("learning");
                var result = UpliftTrainer.Train(
                    new UpliftData(
                        [.. past.Subjects.Select(s => s.CustomerId)],
                        known.Select(rows),
                        past.RequireGroups(),
                        past.RequireOutcomes()
                    ),
                    known.Select(others),
                    new UpliftOptions
                    {
                        Seed = parse.GetValue(seed),
                        Threads = parse.GetValue(threads),
                    },
                    cancellationToken
                );
                Write(
                    path,
                    [
                        .. past.Subjects.Select(s => s.CustomerId),
                        .. others.Select(r => known.CustomerIds[r]),
                    ],
                    past.Subjects.Length,
                    result
                );
                output.Result(result.Summary, result.Summary.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static void Write(string path, string[] ids, int inHistory, UpliftResult result)
    {
        var order = Enumerable
            .Range(0, ids.Length)
            .OrderByDescending(i => result.XLearner[i])
            .ThenBy(i => ids[i], StringComparer.Ordinal);
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                var rank = 0;
                foreach (var i in order)
                {
                    table.Text(ids[i]);
                    table.Number(result.XLearner[i]);
                    table.Number(result.TwoModel[i]);
                    table.Whole(++rank);
                    table.Flag(i < inHistory);
                    table.EndRow();
                }
            }
        );
    }
}
