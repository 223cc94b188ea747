using System.Buffers;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;
using ClvPredict.Service.Shop;
using Microsoft.AspNetCore.Http;

namespace ClvPredict.Service.Api.Scoring;

/// <summary>Scores the customers of requests with the model of a shop.</summary>
internal sealed class RequestScorer
{
    private const int NamesShown = 5;
    private static readonly DateOnly s_firstDay = new(1900, 1, 1);
    private static readonly DateOnly s_lastDay = new(2200, 1, 1);

    private readonly ScoredShop _shop;

    public RequestScorer(ScoredShop shop)
    {
        _shop = shop;
        if (shop.Manifest.Features is not { Attributes: null, Events: null })
            throw new ProblemException(
                StatusCodes.Status409Conflict,
                ProblemKind.ModelNeedsMore,
                "The model takes attributes or events of customers, which a request does not bring; ask for the customers that the service was started with, or score a batch with clv score."
            );
    }

    /// <summary>Scores a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The first day not observed.</param>
    /// <param name="place">JSON pointer to the customer in the request.</param>
    /// <exception cref="ProblemException">It cannot be scored.</exception>
    public ScoredCustomer Score(ScoreCustomer customer, DateOnly asOf, string place)
    {
        if (customer.CustomerId is null)
            throw Fault(place + "/customer_id", "customer_id is null.");
        if (asOf < s_firstDay || asOf > s_lastDay)
            throw Fault(
                "/as_of",
                $"as_of must lie between {s_firstDay:yyyy-MM-dd} and {s_lastDay:yyyy-MM-dd}."
            );
        return customer switch
        {
            { Orders: { } orders, Features: null } => OfOrders(
                customer.CustomerId,
                orders,
                asOf,
                place
            ),
            { Orders: null, Features: { } features } => OfFeatures(
                customer.CustomerId,
                features,
                place
            ),
            _ => throw Fault(place, "A customer has either orders or features."),
        };
    }

    private ScoredCustomer OfOrders(string id, ScoreOrder[] orders, DateOnly asOf, string place)
    {
        var lines = ArrayPool<OrderLine>.Shared.Rent(orders.Length);
        try
        {
            for (var i = 0; i < orders.Length; i++)
                lines[i] = Line(orders[i], place, i);
            return Of(id, _shop.Scorer.Predict(lines.AsSpan(0, orders.Length), asOf));
        }
        catch (OrderDataException e)
        {
            throw Fault(place, e.Message);
        }
        finally
        {
            ArrayPool<OrderLine>.Shared.Return(lines, clearArray: true);
        }
    }

    private ScoredCustomer Of(string id, in CustomerPrediction p) =>
        new()
        {
            CustomerId = id,
            PredictedClv = p.PredictedClv,
            ClvMedian = p.ClvMedian,
            ClvLow = p.ClvLow,
            ClvHigh = p.ClvHigh,
            ExpectedOrders = p.ExpectedOrders,
            ExpectedOrderValue = p.ExpectedOrderValue,
            ChurnProbability = p.ChurnProbability,
            ProbabilityAlive = p.ProbabilityAlive,
            ValueAtRisk = AtRisk(p.PredictedClv, p.ChurnProbability),
            HistoricValue = Money.ToUnits(p.Facts.NetMinor) * _shop.Manifest.Margin,
            PurchaseDays = p.Facts.PurchaseDays,
        };

    private ScoredCustomer OfFeatures(string id, Dictionary<string, float?> features, string place)
    {
        var chain = _shop.Model.Chain;
        var unknown = features.Keys.Where(name => !chain.InputColumns.Contains(name));
        if (unknown.Any())
            throw Fault(
                place + "/features",
                $"The model takes no column {string.Join(", ", unknown.Take(NamesShown).Select(Shown))}; it takes those that clv features --model writes."
            );
        var batch = new ColumnBatch(1);
        foreach (var name in chain.InputColumns)
            batch.SetNumbers(name, new[] { features.GetValueOrDefault(name) ?? float.NaN });
        chain.Apply(batch);
        var clv = batch.Numbers(ClvChain.PredictedClv)[0];
        var churn = batch.Numbers(ClvChain.ChurnProbability)[0];
        if (!float.IsFinite(clv) || !float.IsFinite(churn))
            throw Fault(
                place + "/features",
                "With these features the model says nothing; are the columns of the prior missing?"
            );
        return new ScoredCustomer
        {
            CustomerId = id,
            PredictedClv = clv,
            ExpectedOrders = batch.Numbers(ClvChain.ExpectedOrders)[0],
            ChurnProbability = churn,
            ValueAtRisk = AtRisk(clv, churn),
        };
    }

    private static OrderLine Line(ScoreOrder? order, string place, int index)
    {
        if (order is null)
            throw Fault($"{place}/orders/{index}", "An order is null.");
        if (order.Quantity is { } quantity && !double.IsFinite(quantity))
            throw Fault($"{place}/orders/{index}/quantity", "The quantity is too large.");
        return new OrderLine(order.OrderDate.DateTime, Amount(order, place, index))
        {
            IsReturn = order.IsReturn ?? false,
            OrderId = order.OrderId,
            ProductId = order.ProductId,
            Category = order.Category,
            Channel = order.Channel,
            Campaign = order.Campaign,
            Country = order.Country,
            Quantity = order.Quantity,
            Discount = order.Discount ?? 0,
            Cost = order.Cost ?? 0,
        };
    }

    private static decimal Amount(ScoreOrder order, string place, int index)
    {
        if (order.Amount is { } amount)
            return amount;
        if (order is not { Quantity: { } quantity, UnitPrice: { } price })
            throw Fault(
                $"{place}/orders/{index}",
                "An order has neither an amount nor quantity and unit_price."
            );
        try
        {
            return (decimal)quantity * price;
        }
        catch (OverflowException)
        {
            throw Fault($"{place}/orders/{index}", "quantity x unit_price is too large.");
        }
    }

    private static double AtRisk(float clv, float churn) =>
        churn < 1 ? clv / (1.0 - churn) * churn : 0;

    private static string Shown(string name) => $"\"{(name.Length > 80 ? name[..80] : name)}\"";

    private static ProblemException Fault(string pointer, string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, ProblemKind.InvalidOrders, detail)
        {
            Pointer = pointer,
        };
}
