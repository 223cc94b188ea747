namespace ClvPredict.Training.Uplift;

/// <summary>
/// Two ways to learn what treating a customer changes. Two models: the mean of the treated less that of the control group, each
/// learnt alone. X-learner (Künzel, Sekhon, Bickel and Yu 2019, PNAS 116(10), eqs. 8 and 9): what each treated customer brought above
/// the control model's mean, and what each control customer fell short of the treated model's, are learnt in their turn, and the
/// two are averaged, the one from the larger group counting more.
/// </summary>
internal sealed class UpliftLearners
{
    private readonly OutcomeModel _treated;
    private readonly OutcomeModel _control;
    private readonly OutcomeModel _gainOfTreated;
    private readonly OutcomeModel _gainOfControl;
    private readonly double _treatedShare;

    private UpliftLearners(
        OutcomeModel treated,
        OutcomeModel control,
        OutcomeModel gainOfTreated,
        OutcomeModel gainOfControl,
        double treatedShare
    ) =>
        (_treated, _control, _gainOfTreated, _gainOfControl, _treatedShare) = (
            treated,
            control,
            gainOfTreated,
            gainOfControl,
            treatedShare
        );

    /// <summary>Trees of the two models of the X-learner's second stage.</summary>
    public int GainTrees => _gainOfTreated.TreeCount + _gainOfControl.TreeCount;

    /// <summary>Learns from some rows.</summary>
    public static UpliftLearners Train(
        UpliftData data,
        int[] rows,
        UpliftOptions options,
        CancellationToken ct
    )
    {
        int[] treated = [.. rows.Where(r => data.Treated[r])];
        int[] control = [.. rows.Where(r => !data.Treated[r])];
        var ofTreated = Train(treated, r => data.Outcomes[r]);
        var ofControl = Train(control, r => data.Outcomes[r]);
        var withTreatment = ofTreated.Predict(data.Columns, options.Threads, ct);
        var without = ofControl.Predict(data.Columns, options.Threads, ct);
        return new UpliftLearners(
            ofTreated,
            ofControl,
            Train(treated, r => data.Outcomes[r] - without[r]),
            Train(control, r => withTreatment[r] - data.Outcomes[r]),
            (double)treated.Length / rows.Length
        );

        OutcomeModel Train(int[] group, Func<int, double> label) =>
            OutcomeModel.Train(data.Columns, group, [.. group.Select(label)], options, ct);
    }

    /// <summary>The uplift of every row of the columns by either learner.</summary>
    public (double[] TwoModel, double[] XLearner) Predict(
        IReadOnlyList<ReadOnlyMemory<float>> columns,
        int threads,
        CancellationToken ct
    )
    {
        var difference = _treated.Predict(columns, threads, ct);
        var control = _control.Predict(columns, threads, ct);
        var gain = _gainOfTreated.Predict(columns, threads, ct);
        var gainOfControl = _gainOfControl.Predict(columns, threads, ct);
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] -= control[i];
            gain[i] = (_treatedShare * gainOfControl[i]) + ((1 - _treatedShare) * gain[i]);
        }
        return (difference, gain);
    }
}
