"""The injected-discrepancy benchmark: articles, changed at a known place, compared with themselves.

    original  … 12명이 다쳐 병원 3곳으로 옮겨졌다.
    figure    … 21명이 다쳐 병원 3곳으로 옮겨졌다.      must be reported as a conflict, at this place
    words     … 열두 명이 다쳐 병원 세 곳으로 옮겨졌다.   must not

What is changed is known, so nobody has to annotate: recall is the share of changes that the document reports where
they are, and every conflict on a copy that was only reworded is false.
"""
