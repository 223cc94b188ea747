using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Models.Evaluation;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.Package;
using ClvPredict.Scoring.Registry;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv train: a model zip from an order history.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var input = new OrderInput();
        var sample = new TrainingSample(input);
        var known = new CustomerInput();
        var settings = new TrainSettings();
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the model zip.",
            DefaultValueFactory = _ => "models",
        };
        var asOf = CommonOptions.Date(
            "--as-of",
            "First day that is not observed. Default: the day after the last order."
        );
        var promote = new Option<PromotionPolicy>("--promote")
        {
            Description =
                "Whether the model becomes the current one of the folder: always, never, or if-better, which is unless it is found worse than the present one.",
            DefaultValueFactory = _ => PromotionPolicy.IfBetter,
            CustomParser = ModelPromotion.ParsePolicy,
        };
        var report = new ReportOption();
        var json = CommonOptions.Json();
        var verb = new Command(
            "train",
            "Train a model: judge it on the latest window of the past, train it on all orders, save clv-AS-OF-DIGEST.zip, and make it the current one of the folder."
        );
        input.AddTo(verb);
        known.AddTo(verb);
        settings.AddTo(verb);
        verb.Add(folder);
        verb.Add(asOf);
        verb.Add(promote);
        report.AddTo(verb);
        sample.AddTo(verb);
        verb.Add(json);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var config = input.Config(parse);
                var reportFile = report.Path(parse);
                if (reportFile is not null && sample.IsGiven(parse))
                    throw new UsageException(
                        "--memory and --sample have no use for --report, which looks at all customers: make it with clv report."
                    );
                var options = settings.Read(parse, input.ValueBasis(parse), config);
                var target = parse.GetValue(folder)!;
                Directory.CreateDirectory(target);
                // A registry that cannot be read stops the command before the training, not after it.
                _ = new ModelRegistry(target).Previous();
                using var read = sample.Read(
                    parse,
                    options,
                    Path.Combine(target, "orders"),
                    parse.GetValue(asOf),
                    output,
                    cancellationToken
                );
                var orders = known.Add(parse, read.Orders, output, cancellationToken);
                options = settings.WithMargin(parse, options, orders, config, output);
                var trained = TrainingRun.Run(orders, options, output, cancellationToken);
                var path = ModelPackage.Save(trained.Model, target);
                output.Report("saved " + path);
                var promotion = ModelPromotion.Run(
                    parse.GetValue(promote),
                    path,
                    trained,
                    orders.Data,
                    options,
                    output,
                    cancellationToken
                );
                await report.WriteAsync(
                    parse,
                    output,
                    () => Score(path, orders, config, options.Threads, cancellationToken),
                    scores => scores,
                    options.Threads,
                    config,
                    cancellationToken
                );
                var manifest = trained.Model.Manifest;
                output.Result(
                    new
                    {
                        Model = path,
                        Promotion = promotion,
                        Report = reportFile,
                        Manifest = manifest,
                    },
                    () => Describe(path, manifest) + "\n" + promotion.ToText()
                );
                return promotion.IsPresentRefused ? ExitCodes.BadModel : ExitCodes.Done;
            }
        );
        return verb;
    }

    // The zip is loaded as any application would load it.
    private static ScoredOrders Score(
        string zip,
        Histories orders,
        ShopConfig config,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var scorer = ModelFile.Load(zip, IntervalTable.Nominal);
        var costs = ConfiguredCampaigns.Of(config);
        var scores = scorer.Score(orders.Data, orders.AsOf, costs, threads, cancellationToken);
        return new ScoredOrders(orders, zip, scorer, scores);
    }

    /// <summary>A model in a few lines for people.</summary>
    public static string Describe(string path, ModelManifest manifest)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) =>
            text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"model      {path}");
        Line($"horizon    {manifest.Horizon} from {manifest.AsOf:yyyy-MM-dd}");
        if (manifest.Margin != 1)
            Line($"margin     {manifest.Margin:P2} of net value: predictions are profit");
        Line($"trained on {manifest.Customers:N0} customers, {manifest.OrderLines:N0} order lines");
        if (manifest.Sample is { } sample)
            Line(
                $"           the prior on all; trees, level and judge on a sample of {sample.Drawn:N0}, the same share of each stratum of spend"
            );
        foreach (var t in manifest.Targets)
            Line(
                $"{t.Target, -10} {Title(t.Form)}{string.Concat(t.Members.Select(m => string.Create(CultureInfo.InvariantCulture, $" + {m.Weight:0.##} x {m.Trees} trees ({m.Kind})")))}, loss {t.Gain:P1} below the prior alone"
            );
        Line(
            $"level      orders x {manifest.Level.OrdersFactor:0.000}, value x {manifest.Level.ValueFactor:0.000}"
        );
        if (manifest.Level.Disagreement > 0.2)
            Line(
                $"           past windows disagree by {manifest.Level.Disagreement:P0}: the total is uncertain"
            );
        Line($"verdict    {manifest.Verdict}");
        return text.ToString().TrimEnd();
    }

    private static string Title(PredictionForm form) =>
        form switch
        {
            PredictionForm.CohortMean => "the same for everyone",
            PredictionForm.Formula => "textbook formula",
            PredictionForm.RateRetention => "spend rate x retention",
            _ => "prior",
        };
}
