namespace ClvPredict.Decisions.Purchases;

/// <summary>When the next order is expected, given that there is one.</summary>
/// <param name="UsualDays">Median of the gaps to be expected, whatever the silence so far.</param>
/// <param name="MedianDays">Days from the last order by which half of those who order again have done so.</param>
/// <param name="LowDays">First day of the window, in days from the last order.</param>
/// <param name="HighDays">Last day of the window, which belongs to it.</param>
/// <param name="PassedShare">Share of the gaps to be expected that are shorter than the silence so far, 0..1: near 1 the
/// customer is overdue.</param>
public readonly record struct GapWindow(
    int UsualDays,
    int MedianDays,
    int LowDays,
    int HighDays,
    double PassedShare
);
