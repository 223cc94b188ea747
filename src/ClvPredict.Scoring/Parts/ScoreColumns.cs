using System.Runtime.InteropServices;
using ClvPredict.Scoring.Targeting;

namespace ClvPredict.Scoring.Parts;

/// <summary>What of every customer's score decides about the places of all, as columns in the order of the ids.</summary>
/// <param name="rows">Number of customers.</param>
internal sealed class ScoreColumns(int rows)
{
    private readonly float[] _predicted = new float[rows];
    private readonly double[] _churn = new double[rows];
    private readonly double[] _savable = new double[rows];
    private readonly double[] _ifActive = new double[rows];
    private readonly double[] _discounts = new double[rows];
    private float[] _days = new float[rows];
    private float[] _orders = new float[rows];
    private float[] _spend = new float[rows];
    private float[] _orderValues = new float[rows];

    /// <summary>Sets the next row.</summary>
    public void Set(int row, OwnScore score)
    {
        _predicted[row] = score.PredictedClv;
        _churn[row] = score.ChurnProbability;
        _savable[row] = score.SavableProbability;
        _ifActive[row] = score.ValueIfActive;
        _discounts[row] = score.DiscountShare;
        _days[row] = score.DaysSinceLastOrder;
        _orders[row] = score.RepeatOrders;
        _spend[row] = score.SpendTotal;
        _orderValues[row] = score.MeanOrderValue;
    }

    /// <summary>The places; what was set is used up.</summary>
    public ScorePlaces Places(RetentionEconomics economics, TierRule tiers)
    {
        var rfm = new RfmScores(_days, _orders, _spend);
        var median = ScoreReasons.MedianOrderValue(_orderValues);
        // The list takes most memory; what is not needed any more makes room.
        (_days, _orders, _spend, _orderValues) = ([], [], [], []);
        var list = ContactList.Choose(
            new ContactProspects
            {
                ChurnProbability = ImmutableCollectionsMarshal.AsImmutableArray(_churn),
                SavableProbability = ImmutableCollectionsMarshal.AsImmutableArray(_savable),
                ValueIfActive = ImmutableCollectionsMarshal.AsImmutableArray(_ifActive),
                DiscountShare = ImmutableCollectionsMarshal.AsImmutableArray(_discounts),
            },
            economics
        );
        var ranks = ScorePlaces.Rank(_predicted);
        return new ScorePlaces(ranks, tiers.Places(ranks, _predicted), rfm, median, list);
    }
}
