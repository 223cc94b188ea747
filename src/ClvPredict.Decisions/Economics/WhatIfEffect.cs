namespace ClvPredict.Decisions.Economics;

/// <summary>What a change would do to predicted CLV in the horizon.</summary>
/// <param name="Driver">What changes: retention, order_value, frequency, margin, all (these four together) or experience (customers
/// lost to bad experiences, word of mouth included).</param>
/// <param name="Change">By how much, as a share.</param>
/// <param name="From">The driver today: retention rate of a year, net value of an order, orders a year of a customer, margin; NaN
/// where it is no single number.</param>
/// <param name="To">The driver then.</param>
/// <param name="ClvPerCustomer">Predicted CLV of a customer then.</param>
/// <param name="ChangePerCustomer">Change of it.</param>
/// <param name="ChangeOfTotal">Change of all customers' predicted CLV.</param>
/// <param name="RelativeChange">Change over today's.</param>
public sealed record WhatIfEffect(
    string Driver,
    double Change,
    double From,
    double To,
    double ClvPerCustomer,
    double ChangePerCustomer,
    double ChangeOfTotal,
    double RelativeChange
);
