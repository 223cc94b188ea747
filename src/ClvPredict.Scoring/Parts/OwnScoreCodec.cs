namespace ClvPredict.Scoring.Parts;

/// <summary>Scores as bytes, for files that live as long as the process.</summary>
internal static class OwnScoreCodec
{
    public static void Write(BinaryWriter to, OwnScore score)
    {
        to.Write(score.CustomerId);
        to.Write(score.PredictedClv);
        to.Write(score.ClvMedian);
        to.Write(score.ClvLow);
        to.Write(score.ClvHigh);
        to.Write(score.ExpectedOrders);
        to.Write(score.ExpectedOrderValue);
        to.Write(score.ChurnProbability);
        to.Write(score.ProbabilityAlive);
        to.Write(score.NextOrderDate?.DayNumber ?? -1);
        to.Write(score.NextOrderLow?.DayNumber ?? -1);
        to.Write(score.NextOrderHigh?.DayNumber ?? -1);
        to.Write(score.HistoricValue);
        to.Write(score.Lifecycle);
        to.Write(score.Evidence);
        to.Write((byte)score.Reasons.Count);
        foreach (var reason in score.Reasons)
            to.Write(reason);
        to.Write(score.PurchaseDays);
        to.Write(score.DaysSinceLastOrder);
        to.Write(score.RepeatOrders);
        to.Write(score.SpendTotal);
        to.Write(score.MeanOrderValue);
        to.Write(score.SavableProbability);
        to.Write(score.DiscountShare);
    }

    public static OwnScore Read(BinaryReader from) =>
        // Initializers are evaluated in the order in which they are written.
        new()
        {
            CustomerId = from.ReadString(),
            PredictedClv = from.ReadSingle(),
            ClvMedian = from.ReadDouble(),
            ClvLow = from.ReadDouble(),
            ClvHigh = from.ReadDouble(),
            ExpectedOrders = from.ReadSingle(),
            ExpectedOrderValue = from.ReadSingle(),
            ChurnProbability = from.ReadSingle(),
            ProbabilityAlive = from.ReadDouble(),
            NextOrderDate = Day(from),
            NextOrderLow = Day(from),
            NextOrderHigh = Day(from),
            HistoricValue = from.ReadDouble(),
            Lifecycle = from.ReadString(),
            Evidence = from.ReadString(),
            Reasons = Reasons(from),
            PurchaseDays = from.ReadInt32(),
            DaysSinceLastOrder = from.ReadSingle(),
            RepeatOrders = from.ReadSingle(),
            SpendTotal = from.ReadSingle(),
            MeanOrderValue = from.ReadSingle(),
            SavableProbability = from.ReadDouble(),
            DiscountShare = from.ReadSingle(),
        };

    private static DateOnly? Day(BinaryReader from) =>
        from.ReadInt32() is >= 0 and var day ? DateOnly.FromDayNumber(day) : null;

    private static string[] Reasons(BinaryReader from)
    {
        var reasons = new string[from.ReadByte()];
        for (var i = 0; i < reasons.Length; i++)
            reasons[i] = from.ReadString();
        return reasons;
    }
}
