-- Rows of v0.1 that its sample database lacks, of tables that belong to other apps now.
INSERT INTO articles_manuscriptfile (original, name, sha256, size, state, done, total, touched_at, refusal, structure, version, uploaded_at, uploaded_by_id)
VALUES ('2026/11/korridor.docx', 'коридор.docx', 'a1', 10, 'drafted', 0, 0, '2026-11-01 10:00:00', 'прежняя ошибка', '{}', 3, '2026-11-01 09:00:00', 1);
INSERT INTO articles_manuscriptdraft ("order", article_id, manuscript_id) VALUES (1, 1, (SELECT max(id) FROM articles_manuscriptfile));
INSERT INTO articles_previewlink (name, email, created_at, expires_at, article_id, created_by_id)
VALUES ('Сауле Ержанова', '', '2026-11-01 10:00:00', '2026-11-15 10:00:00', 1, 1);
INSERT INTO articles_reviewcomment (at, anchor, note_key, passage, quote, text, article_id, link_id)
VALUES ('2026-11-02 10:00:00', 'p-1', '', 'Перевезено 2,7 млн т.', '', 'За какой год?', 1, (SELECT max(id) FROM articles_previewlink));
INSERT INTO articles_reviewreply (at, act, text, comment_id, by_id)
VALUES ('2026-11-03 10:00:00', 'replied', 'За 2024-й.', (SELECT max(id) FROM articles_reviewcomment), 1);
INSERT INTO articles_expertapproval (at, text_checksum, remark, article_id, link_id)
VALUES ('2026-11-04 10:00:00', 'c1', 'С уточнением года.', 1, (SELECT max(id) FROM articles_previewlink));
UPDATE articles_article SET desk_note = 'Снять сноску', title_is_ours = TRUE WHERE id = 1;
UPDATE reversion_version SET serialized_data = replace(replace(serialized_data, '"desk_note": ""', '"desk_note": "Позвонить автору"'), '"title_is_ours": false', '"title_is_ours": true')
WHERE object_id = '1' AND serialized_data LIKE '%"articles.article"%';
INSERT INTO articles_printjob (form, tag, state, refusal, file, asked_at, touched_at, article_id, asked_by_id)
VALUES ('pdf', 't1', 'refused', 'нет шрифта', '', '2026-11-05 10:00:00', '2026-11-05 10:01:00', 1, 1);
INSERT INTO workflow_unsavedwork (type, "row", "values", at, user_id, "window")
VALUES ('articles.article', '1', '{"title": ["О коридоре"], "desk_note": ["Набрано и не сохранено"]}', '2026-11-05 10:00:00', 1, 'w1');
INSERT INTO indicators_unit (code, name, name_ru, symbol, symbol_ru) VALUES ('count', 'штука', 'штука', '', ''), ('years', 'год', 'год', 'лет', 'лет'), ('usd-mln', 'миллион долларов США', 'миллион долларов США', 'млн $', 'млн $');
