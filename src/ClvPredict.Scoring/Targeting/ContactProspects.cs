using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Package;

namespace ClvPredict.Scoring.Targeting;

/// <summary>What decides whether contacting a customer pays, as columns with one entry a customer.</summary>
public sealed record ContactProspects
{
    /// <summary>P(no purchase in the horizon).</summary>
    public required ImmutableArray<double> ChurnProbability { get; init; }

    /// <summary>P(no purchase in the horizon, and not gone for good): who can still be won by an offer; at most the churn probability.</summary>
    public required ImmutableArray<double> SavableProbability { get; init; }

    /// <summary>Predicted CLV given at least one purchase, in money.</summary>
    public required ImmutableArray<double> ValueIfActive { get; init; }

    /// <summary>Discounts over spend before discounts so far, 0..1; NaN where it is not known.</summary>
    public required ImmutableArray<double> DiscountShare { get; init; }

    /// <summary>Number of customers.</summary>
    public int Count => ChurnProbability.Length;

    /// <summary>What a model's predictions say.</summary>
    public static ContactProspects Of(ClvPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var rows = predictions.RowCount;
        var odds = predictions.Inputs.Column(ModelInputs.ActiveOdds).Span;
        var discounts = predictions.Inputs.Features.Column(FeatureId.DiscountShare);
        var (churns, savable) = (new double[rows], new double[rows]);
        var (values, shares) = (new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var churn = (double)predictions.ChurnProbability[i];
            churns[i] = churn;
            savable[i] = ContactProspects.Savable(
                churn,
                predictions.Inputs.ProbabilityAlive[i],
                odds[i] / (1.0 + odds[i])
            );
            values[i] = IfActive(predictions.PredictedClv[i], predictions.ChurnProbability[i]);
            shares[i] = discounts[i];
        }
        return new ContactProspects
        {
            ChurnProbability = [.. churns],
            SavableProbability = [.. savable],
            ValueIfActive = [.. values],
            DiscountShare = [.. shares],
        };
    }

    /// <summary>Predicted CLV given at least one purchase, in money; 0 where no purchase is certain.</summary>
    internal static double IfActive(float predictedClv, float churn) =>
        churn < 1 ? predictedClv / (1 - (double)churn) : 0;

    /// <summary>Some customers.</summary>
    internal ContactProspects Select(int[] rows)
    {
        return new ContactProspects
        {
            ChurnProbability = Of(ChurnProbability),
            SavableProbability = Of(SavableProbability),
            ValueIfActive = Of(ValueIfActive),
            DiscountShare = Of(DiscountShare),
        };

        ImmutableArray<double> Of(ImmutableArray<double> column)
        {
            var some = new double[rows.Length];
            for (var i = 0; i < some.Length; i++)
                some[i] = column[rows[i]];
            return ImmutableCollectionsMarshal.AsImmutableArray(some);
        }
    }

    /// <summary>Why a customer is not given discounts.</summary>
    /// <param name="row">The customer.</param>
    /// <param name="economics">The bounds of the guard.</param>
    public DiscountGuard Guard(int row, RetentionEconomics economics)
    {
        ArgumentNullException.ThrowIfNull(economics);
        return ChurnProbability[row] <= economics.SureStayerChurn ? DiscountGuard.SureStayer
            : DiscountShare[row] <= economics.FullPriceDiscountShare ? DiscountGuard.FullPriceBuyer
            : DiscountGuard.None;
    }

    /// <summary>
    /// P(not gone for good and no purchase in a horizon) of a customer: churn probability x P(alive | no purchase), where the
    /// latter is the prior's own, (P(alive) - P(active)) / (1 - P(active)), so that whoever is gone for good counts among those who do not buy.
    /// </summary>
    /// <param name="churn">Churn probability.</param>
    /// <param name="alive">The prior's P(alive).</param>
    /// <param name="active">The prior's P(active in the horizon).</param>
    public static double Savable(double churn, double alive, double active) =>
        active < 1 ? churn * Math.Clamp((alive - active) / (1 - active), 0, 1) : 0;
}
