using System.Collections.Immutable;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Economics;
using ClvPredict.Decisions.Explaining;
using ClvPredict.Decisions.Forecasting;
using ClvPredict.Decisions.NextActions;
using ClvPredict.Decisions.Risk;
using ClvPredict.Decisions.Segments;
using ClvPredict.Decisions.Targeting;
using ClvPredict.Models.Package;
using ClvPredict.Reporting;
using ClvPredict.Scoring;
using ClvPredict.Service.Customers;

namespace ClvPredict.Service.Shop;

/// <summary>
/// A model, the customers it was asked about and everything that follows: what pages and endpoints show. It never changes; a
/// request that has taken one keeps it to its end. Results that take time are computed when first asked for, once.
/// </summary>
/// <remarks>
/// Customers come with their orders, with scores made elsewhere (<see cref="HasOrders"/> is false: there are no histories,
/// explanations, forecasts or lists under other costs), or not at all (<see cref="HasCustomers"/> is false).
/// </remarks>
public sealed class ScoredShop
{
    private readonly ShopSource _source;
    private readonly Lazy<CustomerIndex> _index;
    private readonly Lazy<CustomerSegments?> _segments;
    private readonly Lazy<CustomerActions?> _actions;
    private readonly Lazy<ForecastReport?> _forecast;
    private readonly Lazy<CustomerEconomics?> _economics;
    private readonly Lazy<ValueAtRiskCurve?> _risk;
    private readonly Lazy<Task<ReportContent?>> _report;
    private readonly TargetLists? _targets;

    internal ScoredShop(
        ShopSource source,
        string zipName,
        CustomerScorer scorer,
        CustomerScores? scores
    )
    {
        _source = source;
        ZipName = zipName;
        Scorer = scorer;
        Scores = scores;
        Customers = scores?.Customers ?? source.Scores?.Customers ?? [];
        AsOf = scores?.AsOf ?? source.Scores?.AsOf ?? Manifest.AsOf;
        Horizon = scores?.Horizon ?? source.Scores?.Horizon ?? Manifest.Horizon;
        _segments = Once((orders, s) => CustomerSegments.Find(orders.Data, s));
        _index = new Lazy<CustomerIndex>(() => new CustomerIndex(Customers, _segments));
        _actions = Once(
            (orders, s) =>
                CustomerActions.Find(
                    orders.Data,
                    Model,
                    Segments!,
                    s,
                    source.Economics.Campaigns[0]
                )
        );
        _forecast = Once(
            (orders, s) =>
                RevenueForecast.Compute(orders.Data.Histories, s, Model, threads: source.Threads)
        );
        _economics = Once(
            (orders, s) =>
                CustomerEconomics.Compute(
                    orders.Data.Histories,
                    s,
                    Model,
                    new EconomicsOptions
                    {
                        Acquisition = source.Config.Acquisition,
                        DiscountRate = source.Config.DiscountRate,
                    },
                    source.Threads
                )
        );
        _risk = Once((_, s) => ValueAtRiskCurve.Of(s));
        _report = new(() => Task.Run(Assemble));
        _targets = scores is null ? null : new TargetLists(scores, source);
    }

    /// <summary>Name of the model's file.</summary>
    public string ZipName { get; }

    /// <summary>The model, ready to score.</summary>
    public CustomerScorer Scorer { get; }

    /// <summary>The model.</summary>
    public ClvModel Model => Scorer.Model;

    /// <summary>What the model is and how good it was.</summary>
    public ModelManifest Manifest => Scorer.Model.Manifest;

    /// <summary>What the shop states about its money.</summary>
    public ShopConfig Config => _source.Config;

    /// <summary>Campaigns and budget of the retention list.</summary>
    public RetentionEconomics Economics => _source.Economics;

    /// <summary>Currency of all money; empty when not stated.</summary>
    public string Currency => Manifest.Currency;

    /// <summary>The first day not observed.</summary>
    public DateOnly AsOf { get; }

    /// <summary>How far ahead is predicted, such as 180d.</summary>
    public string Horizon { get; }

    /// <summary>The orders; null with scores made elsewhere and without customers.</summary>
    public ShopOrders? Orders => _source.Orders;

    /// <summary>The scores with the model's workings; null as <see cref="Orders"/>.</summary>
    public CustomerScores? Scores { get; }

    /// <summary>One entry a customer, sorted by id (ordinal); empty without customers.</summary>
    public ImmutableArray<CustomerScore> Customers { get; }

    /// <summary>Whether there are customers to show.</summary>
    public bool HasCustomers => !Customers.IsEmpty;

    /// <summary>Whether histories, explanations and what is computed from orders can be shown.</summary>
    public bool HasOrders => Scores is not null;

    /// <summary>Finds pages of customers.</summary>
    public CustomerIndex Index => _index.Value;

    /// <summary>The segments; null without orders.</summary>
    public CustomerSegments? Segments => _segments.Value;

    /// <summary>The next action for every customer; null without orders.</summary>
    public CustomerActions? Actions => _actions.Value;

    /// <summary>What is to come by month; null without orders.</summary>
    public ForecastReport? Forecast => _forecast.Value;

    /// <summary>What customers are worth by channel, product and so on; null without orders.</summary>
    public CustomerEconomics? CustomerEconomics => _economics.Value;

    /// <summary>Who holds the value at risk; null without orders.</summary>
    public ValueAtRiskCurve? Risk => _risk.Value;

    /// <summary>What the report shows of all customers together; null without orders. For a million customers this takes a minute or
    /// more; it is computed once, beside the requests.</summary>
    public Task<ReportContent?> ReportAsync() => _report.Value;

    /// <summary>The place of a customer among <see cref="Customers"/>; negative when there is none of that id.</summary>
    public int RowOf(string customerId)
    {
        var (low, high) = (0, Customers.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(Customers[middle].CustomerId, customerId);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    /// <summary>Why a customer is scored so; null without orders.</summary>
    /// <param name="row">The customer's place among <see cref="Customers"/>.</param>
    public CustomerExplanation? Explain(int row) =>
        Scores is null ? null : CustomerExplainer.Explain(Scorer, Scores, row);

    /// <summary>What a customer has ordered before the as-of day, the latest first; null without orders.</summary>
    /// <param name="row">The customer's place among <see cref="Customers"/>.</param>
    /// <param name="limit">Most lines to return.</param>
    public PurchaseHistory? History(int row, int limit) =>
        Scores is null
            ? null
            : PurchaseHistory.Of(
                Orders!.Data.Histories,
                Scores.Predictions.Inputs.Features.Facts[row].Customer,
                AsOf,
                limit
            );

    /// <summary>What would be said of a customer later; null without orders.</summary>
    /// <param name="row">The customer's place among <see cref="Customers"/>.</param>
    /// <param name="days">Days that pass, see <see cref="CustomerWhatIf.Compute"/>.</param>
    /// <param name="orderAmount">Net amount of an order on the last of them; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Days or amount are out of range.</exception>
    /// <exception cref="ClvPredict.Features.FeatureContractException">The model takes attributes or events.</exception>
    /// <exception cref="ClvPredict.Data.OrderDataException">The amount is one that no order has.</exception>
    public CustomerWhatIf? WhatIf(int row, int days, decimal? orderAmount) =>
        Scores is null
            ? null
            : CustomerWhatIf.Compute(
                Scorer,
                CustomerOrders.Of(
                    Orders!.Data.Histories,
                    Scores.Predictions.Inputs.Features.Facts[row].Customer,
                    AsOf
                ),
                AsOf,
                days,
                orderAmount
            );

    /// <summary>Whom to contact under other terms than the shop's; null without orders. The lists last asked for are kept.</summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="ArgumentException">Something is out of range; the message lists all of it.</exception>
    public TargetList? Targets(TargetTerms terms) => _targets?.Of(terms);

    private ReportContent? Assemble() =>
        Scores is null
            ? null
            : ReportContent.Of(
                new ReportInput
                {
                    Ingest = Orders!.Ingest,
                    Data = Orders.Data,
                    ZipName = ZipName,
                    Scorer = Scorer,
                    Scores = Scores,
                    Earlier = ReportInput.EarlierDay(Orders.Data.Histories, AsOf) is { } day
                        ? _source.Score(Scorer, Orders, day)
                        : null,
                    Config = Config,
                    Threads = _source.Threads,
                }
            );

    private Lazy<T?> Once<T>(Func<ShopOrders, CustomerScores, T> compute)
        where T : class => new(() => Scores is { } scores ? compute(Orders!, scores) : null);
}
