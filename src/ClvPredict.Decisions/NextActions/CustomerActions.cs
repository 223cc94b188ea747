using System.Collections.Immutable;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Decisions.Segments;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.NextActions;

/// <summary>What to do for which customer in the days after an as-of day, and why.</summary>
public sealed record CustomerActions
{
    private const string BirthNames = "birthday birth_date date_of_birth birthdate born dob";

    /// <summary>The first day not observed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The days looked at.</summary>
    public required int Days { get; init; }

    /// <summary>Every action that is due, by priority, then by value at stake, then by id.</summary>
    public required ImmutableArray<NextAction> Due { get; init; }

    /// <summary>Every kind, in the order of priority.</summary>
    public required ImmutableArray<ActionSummary> Kinds { get; init; }

    /// <summary>How customers' gaps are distributed; null with too few gaps.</summary>
    public required GapModel? Gaps { get; init; }

    /// <summary>Spend that brings a reward.</summary>
    public required double RewardStep { get; init; }

    /// <summary>What is bought together beyond chance, the strongest first.</summary>
    public required ImmutableArray<ProductPair> CrossSell { get; init; }

    /// <summary>What else, dearer and of the same category, the same customers buy beyond chance.</summary>
    public required ImmutableArray<ProductPair> UpSell { get; init; }

    /// <summary>The best action of each customer who has one.</summary>
    public IEnumerable<NextAction> Best => Due.Where(a => a.IsBest);

    /// <summary>Finds what is due.</summary>
    /// <param name="data">What the scores were made of, and attributes and events.</param>
    /// <param name="model">The model that made the scores.</param>
    /// <param name="segments">The segments of the scored customers.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="campaign">Costs and acceptance of an offer; null for the defaults.</param>
    /// <param name="options">When actions are due; null for the defaults.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked while gaps are learnt.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static CustomerActions Find(
        CustomerData data,
        ClvModel model,
        CustomerSegments segments,
        CustomerScores scores,
        RetentionCampaign? campaign = null,
        ActionOptions? options = null,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(scores);
        campaign ??= new RetentionCampaign();
        new RetentionEconomics { Campaigns = [campaign] }.Validate();
        options ??= new ActionOptions();
        options.Validate();
        var seen = data.SeenOn(scores.AsOf, cancellationToken);
        var histories = seen.Histories;
        var rhythm = OrderRhythm.Of(
            PurchaseCalendar.Build(histories, scores.AsOf),
            scores,
            cancellationToken
        );
        var products = new ProductRhythm(
            histories,
            scores.AsOf,
            options.ReplenishmentBuys,
            cancellationToken
        );
        var suggestions = new Suggestions(histories, scores.AsOf, options);
        var service = new CustomerEventDays(seen.Events, options.ServiceEvents);
        var known = new KnownAttributes(seen.Attributes, scores.AsOf);
        var birth = known.Find(BirthNames);
        var inputs = scores.Predictions.Inputs;
        var keep = inputs.Column(ModelInputs.KeepShare);
        var step = options.RewardStep > 0 ? options.RewardStep : RoundStep(inputs.Features);
        var passed = rhythm.Passed;
        var windows = new GapWindow?[passed.Length];
        var anyway = new double[windows.Length];
        Parallel.For(
            0,
            windows.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            row =>
            {
                windows[row] = Situation.IsLonger(passed[row], segments.Options.OverdueShare)
                    ? null
                    : rhythm.Window(row);
                anyway[row] = model
                    .Prior.Predict(inputs.Features.Facts[row], scores.AsOf, options.Days / 7.0)
                    .ProbabilityActive;
            }
        );
        var due = new List<NextAction>();
        for (var row = 0; row < scores.Customers.Length; row++)
        {
            var facts = inputs.Features.Facts[row];
            if (facts.PurchaseDays == 0)
                continue;
            var situation = new Situation
            {
                AsOf = scores.AsOf,
                Options = options,
                Campaign = campaign,
                Margin = model.Manifest.Margin,
                Segment = segments.Customers[row],
                Facts = facts,
                Window = windows[row],
                PassedShare = passed[row],
                OverdueShare = segments.Options.OverdueShare,
                OrdersAnyway = anyway[row],
                OrderProfit =
                    scores.Customers[row].ExpectedOrderValue
                    * keep.Span[row]
                    * model.Manifest.Margin,
            };
            ValueRules.Add(situation, service.Latest(facts.Customer, scores.AsOf), step);
            SuggestionRules.Add(
                situation,
                products.Next(facts.Customer, options.WindowCoverage, options.ReplenishmentPassed),
                product => histories.Lines.Products[product],
                suggestions,
                facts.Customer
            );
            CalendarRules.Add(situation, BirthDates.Parse(known.Text(birth, facts.Customer)));
            due.AddRange(Marked(situation.Due));
        }
        var ranked = Ranked(due);
        return new CustomerActions
        {
            AsOf = scores.AsOf,
            Days = options.Days,
            Due = ranked,
            Kinds = Summaries(ranked),
            Gaps = rhythm.Model,
            RewardStep = step,
            CrossSell = ByStrength(suggestions.Pairs),
            UpSell = ByStrength(suggestions.UpSellPairs),
        };
    }

    private static ImmutableArray<ProductPair> ByStrength(
        ImmutableArray<(int From, int To, ProductPair Pair)> pairs
    ) =>
        [
            .. pairs
                .Select(p => p.Pair)
                .OrderBy(p => p.QValue)
                .ThenByDescending(p => p.Lift)
                .ThenBy(p => p.From, StringComparer.Ordinal)
                .ThenBy(p => p.To, StringComparer.Ordinal),
        ];

    private static IEnumerable<NextAction> Marked(IReadOnlyList<NextAction> due)
    {
        var best = due.Count == 0 ? default : due.Min(a => a.Kind);
        return due.Select(a => a.Kind == best ? a with { IsBest = true } : a);
    }

    private static ImmutableArray<NextAction> Ranked(List<NextAction> due) =>
        [
            .. due.GroupBy(a => a.Kind)
                .OrderBy(g => g.Key)
                .SelectMany(g =>
                    g.OrderByDescending(a => a.ValueAtStake)
                        .ThenBy(a => a.CustomerId, StringComparer.Ordinal)
                        .Select((a, i) => a with { KindRank = i + 1 })
                ),
        ];

    private static ImmutableArray<ActionSummary> Summaries(ImmutableArray<NextAction> due)
    {
        var byKind = due.ToLookup(a => a.Kind);
        return
        [
            .. ActionTerms.All.Select(kind => new ActionSummary(
                kind,
                byKind[kind].Count(),
                byKind[kind].Count(a => a.IsBest),
                byKind[kind].Count(a => a.WithOffer),
                byKind[kind].Sum(a => a.Cost),
                byKind[kind].Sum(a => a.MustSell),
                byKind[kind].Sum(a => a.ValueAtStake),
                Known([.. byKind[kind].Select(a => a.ExpectedGain).Where(g => !double.IsNaN(g))])
            )),
        ];

        static double Known(double[] gains) => gains.Length > 0 ? gains.Sum() : double.NaN;
    }

    /// <summary>The amount of the form 1, 2 or 5 times a power of ten nearest to four times the median order value.</summary>
    private static double RoundStep(FeatureTable features)
    {
        float[] values =
        [
            .. features.Column(FeatureId.MeanOrderValue).ToArray().Where(v => v > 0).Order(),
        ];
        if (values.Length == 0)
            return 0;
        var wanted = 4.0 * values[values.Length / 2];
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        double[] steps = [power, 2 * power, 5 * power, 10 * power];
        return steps.MinBy(step => Math.Abs(Math.Log(step / wanted)));
    }
}
