using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Decisions.ThenAndNow;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv diff: why predicted CLV is another one than then.</summary>
internal static class DiffVerb
{
    private static readonly TableColumn[] s_columns =
    [
        new("customer_id", TableColumnType.Text),
        new("then", TableColumnType.Number64),
        new("data_corrected", TableColumnType.Number64),
        new("time_passed", TableColumnType.Number64),
        new("new_orders", TableColumnType.Number64),
        new("new_customers", TableColumnType.Number64),
        new("model_changed", TableColumnType.Number64),
        new("now", TableColumnType.Number64),
    ];

    public static Command Create()
    {
        var input = new ScoringInput();
        var then = CommonOptions.Date(
            "--then",
            "The as-of day to compare with: predictions are made anew for it, from the orders before it."
        );
        then.Required = true;
        var thenModel = new Option<string?>("--then-model")
        {
            Description = "Model zip used then. Default: the same model.",
        };
        var thenScores = new Option<string?>("--then-scores")
        {
            Description =
                "Score file written then (.csv or .parquet): shows what has been corrected in the data since.",
        };
        var by = new Option<string>("--by")
        {
            Description = "What customers are grouped by.",
            DefaultValueFactory = _ => Name(ScoreGrouping.Segment),
        };
        by.AcceptOnlyFromAmong([.. Enum.GetValues<ScoreGrouping>().Select(Name)]);
        var customer = new Option<string?>("--customer")
        {
            Description = "Print the causes of this customer too.",
        };
        var file = new Option<string?>("--out")
        {
            Description = "Causes of every customer (.csv or .parquet).",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "diff",
            "Then against now: what has changed predicted CLV, by factor, by group and by cause (docs/then-and-now.md)."
        )
        {
            then,
            thenModel,
            thenScores,
            by,
            customer,
            file,
            json,
        };
        input.AddTo(verb);
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = parse.GetValue(file) is { } f ? OutputFiles.RequireTable(f) : null;
                var day = parse.GetValue(then)!.Value;
                var grouping = Enum.GetValues<ScoreGrouping>()
                    .First(g => Name(g) == parse.GetValue(by));
                var scored = input.Score(parse, output, path, null, cancellationToken);
                var nowModel = scored.Scorer;
                var oldModel = parse.GetValue(thenModel) is { } zip
                    ? ModelFile.Load(ModelFile.Find(zip), nowModel.Model.RangeCoverage)
                    : nowModel;
                var said = parse.GetValue(thenScores) is { } scores
                    ? ValueSnapshot.Read(scores, oldModel.Model.Manifest.Margin, grouping)
                    : null;
                var threads = input.Threads(parse);
                DiffResult result;
                try
                {
                    output.Report(FormattableString.Invariant($"scoring as of {day:yyyy-MM-dd}"));
                    var causes = CauseFinder.Find(
                        scored.Orders.Data,
                        oldModel,
                        day,
                        nowModel,
                        scored.Orders.AsOf,
                        said,
                        threads,
                        cancellationToken
                    );
                    var before =
                        said
                        ?? ValueSnapshot.Of(
                            // With the tiers of the command, as the scores of now.
                            input.ScoreAt(
                                parse,
                                scored with
                                {
                                    Scorer = oldModel,
                                },
                                day,
                                cancellationToken
                            ),
                            oldModel.Model.Manifest.Margin,
                            grouping
                        );
                    result = DiffResult.Of(
                        ValueChange.Between(
                            before,
                            ValueSnapshot.Of(
                                scored.Scores,
                                nowModel.Model.Manifest.Margin,
                                grouping
                            )
                        ),
                        causes,
                        parse.GetValue(customer)
                    );
                    if (path is not null)
                        Write(path, causes);
                }
                catch (ArgumentException e)
                {
                    throw new UsageException(e.Message, e);
                }
                output.Result(result, result.ToText);
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }

    private static string Name(ScoreGrouping grouping) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(grouping.ToString());

    private static void Write(string path, ImmutableArray<CustomerCauses> causes) =>
        TableWriter.Write(
            path,
            s_columns,
            table =>
            {
                foreach (var (id, c) in causes)
                {
                    table.Text(id);
                    table.Number(c.Then);
                    table.Number(c.DataCorrected);
                    table.Number(c.TimePassed);
                    table.Number(c.NewOrders);
                    table.Number(c.NewCustomers);
                    table.Number(c.ModelChanged);
                    table.Number(c.Now);
                    table.EndRow();
                }
            }
        );
}
